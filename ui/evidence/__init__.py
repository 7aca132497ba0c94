"""Evidence on screen: files dropped on records, listed, described, verified, written out, bound."""
