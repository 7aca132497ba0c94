"""What happened: frozen records that the user or a file supplied, and what shape each of their fields has."""
