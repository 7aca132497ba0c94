"""Bank and payment statements: reading them, matching their lines, reconciling."""
