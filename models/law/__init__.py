"""Useful law beside the agreement: references offered as the user's choice, never part of a contract figure."""
