"""The ledger file: the only room with SQL. One user act is one durable transaction and one history entry."""
