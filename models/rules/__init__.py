"""What follows: pure functions from facts, terms, calendar and a day to figures; one module per group of clauses."""
