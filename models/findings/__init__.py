"""What the provider got wrong, or the user should know: each a value with its record, clause and the answering act."""
