"""Searching the whole ledger from the window."""
