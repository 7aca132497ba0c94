CREATE TABLE vouchers (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
    face INTEGER NOT NULL CHECK (face >= 0),
    balance INTEGER CHECK (balance >= 0),
    starts_at TEXT,
    ends_at TEXT,
    name TEXT,
    scope TEXT,
    status TEXT
) STRICT;
CREATE INDEX vouchers_account ON vouchers (account);

-- The record a row of an account's file was found to belong to by a later import; what the row was kept with stays.
CREATE TABLE source_links (
    row INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX source_links_record ON source_links (kind, record);
