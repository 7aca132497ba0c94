"""What the provider got wrong or the user should know, with the act that answers it."""
