"""The user's own copy of the agreement: its clauses to browse and search."""
