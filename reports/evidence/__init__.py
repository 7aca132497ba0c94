"""Exhibits on paper: as pages, as a list, bound as a bundle."""
