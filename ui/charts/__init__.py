"""Pictures of the ledger, painted by the program itself in the house's colours."""
