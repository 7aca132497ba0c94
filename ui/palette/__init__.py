"""The palette: everything that can be done or opened, found by typing a part of its name."""
