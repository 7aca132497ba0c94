ALTER TABLE accounts ADD COLUMN billing_cycle TEXT CHECK (billing_cycle IN ('charge', 'usage'));
ALTER TABLE bills_lines ADD COLUMN share INTEGER;
ALTER TABLE bills_lines ADD COLUMN "order" TEXT REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX bills_lines_order ON bills_lines ("order") WHERE "order" IS NOT NULL;

-- The readings of foreign files that stand. What the files held stays in the tables below when a reading is undone:
-- history speaks of it, and redoing brings it back.
CREATE TABLE sources (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE source_files (
    row INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    level TEXT NOT NULL,
    rows INTEGER NOT NULL
) STRICT;
CREATE INDEX source_files_source ON source_files (source);

-- What one resource cost in one way, by one reading: the sums of its rows, and the bill and service they belong to.
-- Times are Unix seconds.
CREATE TABLE source_charges (
    row INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    bill TEXT NOT NULL,
    service TEXT NOT NULL,
    matter TEXT NOT NULL CHECK (matter IN ('usage', 'order', 'refund', 'adjustment')),
    "order" TEXT,
    used_month TEXT NOT NULL,
    rows INTEGER NOT NULL,
    payable INTEGER NOT NULL,
    list INTEGER,
    voucher INTEGER NOT NULL,
    gift INTEGER NOT NULL,
    share INTEGER NOT NULL,
    cash INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    charged INTEGER NOT NULL
) STRICT;
CREATE INDEX source_charges_bill ON source_charges (bill);
CREATE INDEX source_charges_source ON source_charges (source);

-- What is charged, as far as it repeats from row to row; found by the SHA-256 of its cells.
CREATE TABLE provider_items (
    row INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    payer_uin TEXT, user_uin TEXT, operator_uin TEXT,
    product TEXT, billing_mode TEXT, project TEXT, region TEXT, zone TEXT, domestic TEXT,
    resource_id TEXT, instance_name TEXT, instance_type TEXT, sub_product TEXT, trade_type TEXT,
    component_type TEXT, component_name TEXT, list_unit_price TEXT, unit_price TEXT, price_unit TEXT,
    usage_unit TEXT, duration_unit TEXT, configuration TEXT, plan_rate TEXT, discount TEXT,
    others TEXT NOT NULL CHECK (json_valid(others))
) STRICT;

-- The rows of the provider's files: where each stood, the SHA-256 of its bytes there, and what it says. Times are Unix
-- seconds, money and quantities units of 1e-8; a quantity finer or larger than that is text.
CREATE TABLE provider_rows (
    row INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    number INTEGER NOT NULL,
    charge INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    item INTEGER NOT NULL,
    order_id TEXT, transaction_id TEXT,
    charged_at INTEGER, used_from INTEGER, used_to INTEGER,
    usage ANY, duration ANY,
    reserved_duration ANY, reserved_list INTEGER, plan_deduction INTEGER, plan_list INTEGER,
    mixed_discount ANY,
    list INTEGER,
    payable INTEGER NOT NULL,
    voucher INTEGER, gift INTEGER, share INTEGER, cash INTEGER
) STRICT;
CREATE INDEX provider_rows_charge ON provider_rows (charge);
