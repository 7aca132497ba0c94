CREATE TABLE statement_layouts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outgoing TEXT CHECK (outgoing IN ('negative', 'positive'))
) STRICT;
CREATE TABLE statement_layouts_columns (
    parent INTEGER NOT NULL REFERENCES statement_layouts (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    "column" INTEGER NOT NULL CHECK ("column" >= 1),
    role TEXT NOT NULL CHECK (role IN ('on', 'amount', 'amount_in', 'amount_out', 'direction', 'balance',
        'counterparty', 'counterparty_account', 'summary', 'number', 'status')),
    heading TEXT,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    imported_on TEXT NOT NULL CHECK (imported_on IS date(imported_on)),
    layout TEXT REFERENCES statement_layouts (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX statements_layout ON statements (layout) WHERE layout IS NOT NULL;

-- "row" is the place among the lines; where a line stood in its file is file_row.
CREATE TABLE statement_lines (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    statement TEXT NOT NULL REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    file_row INTEGER NOT NULL CHECK (file_row >= 1),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    "on" TEXT NOT NULL CHECK ("on" IS date("on")),
    amount INTEGER NOT NULL CHECK (amount % 1000000 = 0),
    balance INTEGER CHECK (balance % 1000000 = 0),
    counterparty TEXT,
    counterparty_account TEXT,
    summary TEXT,
    number TEXT,
    payment TEXT REFERENCES payments (id) DEFERRABLE INITIALLY DEFERRED,
    "order" TEXT REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED,
    purpose TEXT CHECK (purpose IN ('recharge', 'unrelated')),
    CHECK ((payment IS NOT NULL) + ("order" IS NOT NULL) + (purpose IS NOT NULL) <= 1)
) STRICT;
CREATE INDEX statement_lines_statement ON statement_lines (statement);
CREATE INDEX statement_lines_payment ON statement_lines (payment) WHERE payment IS NOT NULL;
CREATE INDEX statement_lines_order ON statement_lines ("order") WHERE "order" IS NOT NULL;

CREATE TABLE reconciliations (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    "from" TEXT NOT NULL CHECK ("from" IS date("from")),
    "to" TEXT NOT NULL CHECK ("to" IS date("to") AND "to" >= "from"),
    opening INTEGER NOT NULL CHECK (opening % 1000000 = 0),
    closing INTEGER NOT NULL CHECK (closing % 1000000 = 0),
    locked_on TEXT CHECK (locked_on IS date(locked_on))
) STRICT;
CREATE TABLE reconciliations_lines (
    parent INTEGER NOT NULL REFERENCES reconciliations (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    target TEXT NOT NULL REFERENCES statement_lines (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reconciliations_lines_target ON reconciliations_lines (target);
