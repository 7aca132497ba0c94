"""The user's own copy of the agreement: its text split into numbered clauses, and looking them up by number."""
