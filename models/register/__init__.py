"""The register of the customer's own letters: how far each has come, and what may still change in it."""
