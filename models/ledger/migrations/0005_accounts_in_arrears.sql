-- A table's checks cannot be altered: it is made anew. That it goes while services and bills point to it is a violation
-- that ends when its rows are back, before the transaction does.
CREATE TABLE accounts_before AS SELECT * FROM accounts;
DROP TABLE accounts;
CREATE TABLE accounts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT,
    cash_balance_on TEXT CHECK (cash_balance_on IS date(cash_balance_on)),
    cash_balance_amount INTEGER CHECK (cash_balance_amount % 1000000 = 0),
    billing_cycle TEXT CHECK (billing_cycle IN ('charge', 'usage')),
    CHECK ((cash_balance_on IS NULL) = (cash_balance_amount IS NULL))
) STRICT;
INSERT INTO accounts (row, id, label, cash_balance_on, cash_balance_amount, billing_cycle)
    SELECT row, id, label, cash_balance_on, cash_balance_amount, billing_cycle FROM accounts_before;
DROP TABLE accounts_before;
