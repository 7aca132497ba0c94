"""The page on which accounts are reconciled, and what the lines of statements paid is accepted."""
