"""The page of movements (收支明细): what the provider did with the money of an account, row by row."""
