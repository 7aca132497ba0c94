"""What was agreed: versioned parameters, each value with its clause; the working-day calendar."""
