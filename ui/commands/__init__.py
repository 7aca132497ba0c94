"""The commands: what the program does without a window, one module for each family of them."""
