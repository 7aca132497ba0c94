"""Entry forms, built from the shapes of a record's fields."""
