"""The deadlines on a line of days."""
