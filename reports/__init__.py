"""Figures → paper: fonts, typesetting, letters, the settlement summary, the evidence list. Computes nothing."""
