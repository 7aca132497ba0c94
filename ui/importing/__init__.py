"""Foreign files in the window: what they would do, shown first; then the act."""
