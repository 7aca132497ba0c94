"""What needs the user on the day looked at."""
