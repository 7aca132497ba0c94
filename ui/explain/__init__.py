"""Why a figure has its value: derivations as a tree."""
