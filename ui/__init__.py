"""Figures on the screen and people's acts on the ledger: the window and the command line. Computes nothing."""
