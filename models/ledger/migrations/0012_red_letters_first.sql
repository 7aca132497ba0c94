-- A red letter may come before the invoice it reverses: it bears that one's number until then. A table's checks cannot be
-- altered: it is made anew. What goes with its rows (their bills) is kept aside; what points to them is a violation that
-- ends when they are back, before the transaction does.
CREATE TABLE invoices_before AS SELECT * FROM invoices;
CREATE TABLE invoices_bills_before AS SELECT * FROM invoices_bills;
DROP TABLE invoices;
CREATE TABLE invoices (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    amount INTEGER NOT NULL CHECK (amount % 1000000 = 0),
    number TEXT CHECK (length(number) = 20),
    issued_on TEXT CHECK (issued_on IS date(issued_on)),
    sent_at TEXT,
    channel TEXT CHECK (channel IN ('hand', 'web_announcement', 'electronic', 'post')),
    received_at TEXT,
    tax INTEGER CHECK (tax % 1000000 = 0),
    payment_working_days INTEGER CHECK (payment_working_days >= 0),
    deducted INTEGER CHECK (deducted IN (0, 1)),
    reverses TEXT REFERENCES invoices (id) DEFERRABLE INITIALLY DEFERRED,
    reverses_number TEXT CHECK (length(reverses_number) = 20),
    red_letter_requested_on TEXT CHECK (red_letter_requested_on IS date(red_letter_requested_on)),
    CHECK (amount >= 0 OR reverses IS NOT NULL OR reverses_number IS NOT NULL),
    CHECK (reverses IS NULL OR reverses_number IS NULL)
) STRICT;
INSERT INTO invoices (row, id, amount, number, issued_on, sent_at, channel, received_at, tax, payment_working_days,
        deducted, reverses, red_letter_requested_on)
    SELECT row, id, amount, number, issued_on, sent_at, channel, received_at, tax, payment_working_days, deducted,
        reverses, red_letter_requested_on FROM invoices_before;
INSERT OR IGNORE INTO invoices_bills SELECT * FROM invoices_bills_before;
DROP TABLE invoices_before;
DROP TABLE invoices_bills_before;
CREATE INDEX invoices_reverses ON invoices (reverses) WHERE reverses IS NOT NULL;
