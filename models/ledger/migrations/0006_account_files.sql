-- The rows of the provider's files about an account beside its bills: movements of money, orders, vouchers. "identity" is
-- what makes a row the same wherever it comes again, "kind" and "record" name the record it belongs to.
CREATE TABLE source_records (
    row INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    number INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    matter TEXT NOT NULL CHECK (matter IN ('movements', 'orders', 'vouchers')),
    identity TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    said TEXT NOT NULL CHECK (json_valid(said))
) STRICT;
CREATE INDEX source_records_file ON source_records (file);
CREATE INDEX source_records_identity ON source_records (identity);
CREATE INDEX source_records_record ON source_records (kind, record);
