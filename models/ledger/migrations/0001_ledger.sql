CREATE TABLE agreement (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    terms TEXT NOT NULL,
    signed_on TEXT NOT NULL CHECK (signed_on IS date(signed_on)),
    customer_name TEXT NOT NULL,
    customer_id_number TEXT, customer_address TEXT, customer_contact TEXT, customer_phone TEXT, customer_email TEXT,
    provider_name TEXT,
    provider_address TEXT, provider_contact TEXT, provider_phone TEXT, provider_email TEXT,
    provider_bank_account_name TEXT, provider_bank_account_number TEXT, provider_bank TEXT,
    readings_delivery_rolls_on TEXT
        CHECK (readings_delivery_rolls_on IN ('arranged_days_off', 'statutory_days', 'any_day_off')),
    readings_advance_notice_counts TEXT CHECK (readings_advance_notice_counts IN ('event_day', 'clear_days')),
    readings_payment_covers_first TEXT CHECK (readings_payment_covers_first IN ('principal', 'penalty')),
    letter_number TEXT
) STRICT;

CREATE TABLE agreement_amendments (
    parent INTEGER NOT NULL REFERENCES agreement (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on)),
    parameter TEXT NOT NULL,
    value TEXT NOT NULL,
    clause TEXT NOT NULL,
    notice TEXT REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT,
    cash_balance_on TEXT CHECK (cash_balance_on IS date(cash_balance_on)),
    cash_balance_amount INTEGER CHECK (cash_balance_amount >= 0 AND cash_balance_amount % 1000000 = 0),
    CHECK ((cash_balance_on IS NULL) = (cash_balance_amount IS NULL))
) STRICT;

CREATE TABLE services (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    billing TEXT NOT NULL CHECK (billing IN ('prepaid', 'postpaid')),
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    product TEXT, resource_id TEXT, region TEXT,
    ended_on TEXT CHECK (ended_on IS date(ended_on) AND ended_on >= starts_on),
    retention_days INTEGER CHECK (retention_days >= 0)
) STRICT;
CREATE INDEX services_account ON services (account);

CREATE TABLE orders (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    paid_on TEXT NOT NULL CHECK (paid_on IS date(paid_on)),
    starts_on TEXT NOT NULL CHECK (starts_on IS date(starts_on)),
    ends_on TEXT NOT NULL CHECK (ends_on IS date(ends_on) AND ends_on > starts_on),
    list_price INTEGER NOT NULL CHECK (list_price >= 0),
    cash INTEGER NOT NULL CHECK (cash >= 0),
    gift INTEGER CHECK (gift >= 0),
    voucher INTEGER CHECK (voucher >= 0),
    stacking_agreed INTEGER CHECK (stacking_agreed IN (0, 1)),
    settled_on TEXT CHECK (settled_on IS date(settled_on))
) STRICT;
CREATE INDEX orders_service ON orders (service);

CREATE TABLE orders_promotions (
    parent INTEGER NOT NULL REFERENCES orders (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    condition TEXT,
    condition_met INTEGER CHECK (condition_met IN (0, 1)),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE bills (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    sent_at TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('hand', 'web_announcement', 'electronic', 'post')),
    total INTEGER NOT NULL CHECK (total % 1000000 = 0),
    received_at TEXT,
    answer_kind TEXT CHECK (answer_kind IN ('confirmed', 'objected')),
    answer_on TEXT CHECK (answer_on IS date(answer_on)),
    answer_disputed INTEGER CHECK (answer_disputed >= 0 AND answer_disputed % 1000000 = 0),
    answer_reason TEXT,
    agreed_total INTEGER CHECK (agreed_total % 1000000 = 0),
    late_fee INTEGER CHECK (late_fee >= 0 AND late_fee % 1000000 = 0),
    CHECK ((answer_kind IS NULL) = (answer_on IS NULL))
) STRICT;
CREATE INDEX bills_account ON bills (account);

CREATE TABLE bills_lines (
    parent INTEGER NOT NULL REFERENCES bills (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    service TEXT NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    usage_from TEXT NOT NULL CHECK (usage_from IS date(usage_from)),
    usage_to TEXT NOT NULL CHECK (usage_to IS date(usage_to) AND usage_to > usage_from),
    payable INTEGER NOT NULL,
    cash INTEGER NOT NULL,
    list INTEGER,
    gift INTEGER,
    voucher INTEGER,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX bills_lines_service ON bills_lines (service, usage_from);

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
    red_letter_requested_on TEXT CHECK (red_letter_requested_on IS date(red_letter_requested_on)),
    CHECK (amount >= 0 OR reverses IS NOT NULL)
) STRICT;
CREATE INDEX invoices_reverses ON invoices (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE invoices_bills (
    parent INTEGER NOT NULL REFERENCES invoices (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    target TEXT NOT NULL REFERENCES bills (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_bills_target ON invoices_bills (target);

CREATE TABLE payments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    paid_on TEXT NOT NULL CHECK (paid_on IS date(paid_on)),
    amount INTEGER NOT NULL CHECK (amount >= 0 AND amount % 1000000 = 0),
    method TEXT NOT NULL CHECK (method IN ('bank', 'online', 'offset', 'credit')),
    reference TEXT
) STRICT;

CREATE TABLE payments_invoices (
    parent INTEGER NOT NULL REFERENCES payments (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    invoice TEXT NOT NULL REFERENCES invoices (id) DEFERRABLE INITIALLY DEFERRED,
    amount INTEGER NOT NULL CHECK (amount >= 0 AND amount % 1000000 = 0),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_invoices_invoice ON payments_invoices (invoice);

CREATE TABLE notices (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    "from" TEXT NOT NULL CHECK ("from" IN ('provider', 'customer')),
    kind TEXT NOT NULL CHECK (kind IN ('routine_maintenance', 'emergency_maintenance', 'major_adjustment',
        'service_change', 'assignment', 'terms_change', 'force_majeure_termination', 'arrears', 'other')),
    channel TEXT NOT NULL CHECK (channel IN ('hand', 'web_announcement', 'electronic', 'post')),
    form TEXT CHECK (form IN ('email', 'site_message', 'system_notice', 'sms', 'im')),
    sent_at TEXT, signed_at TEXT, published_at TEXT,
    posted_on TEXT CHECK (posted_on IS date(posted_on)),
    event_at TEXT,
    event_ends_at TEXT,
    subject TEXT,
    text TEXT
) STRICT;

CREATE TABLE notices_services (
    parent INTEGER NOT NULL REFERENCES notices (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    target TEXT NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_services_target ON notices_services (target);

CREATE TABLE incidents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    started_at TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('provider', 'routine_maintenance', 'major_adjustment', 'force_majeure',
        'carrier', 'network_attack', 'customer', 'beyond_control')),
    ended_at TEXT,
    notice TEXT REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX incidents_service ON incidents (service);

CREATE TABLE incidents_losses (
    parent INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect')),
    amount INTEGER NOT NULL CHECK (amount >= 0 AND amount % 1000000 = 0),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_rules (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    service TEXT NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    retention_days INTEGER CHECK (retention_days >= 0),
    claim_from_working_day INTEGER CHECK (claim_from_working_day >= 1),
    claim_within_days INTEGER CHECK (claim_within_days >= 1),
    ignored_minutes INTEGER CHECK (ignored_minutes >= 0),
    refund_method TEXT CHECK (refund_method IN ('list_price', 'five_days_full', 'none')),
    billing_cycle TEXT CHECK (billing_cycle IN ('charge', 'usage')),
    source TEXT,
    source_on TEXT CHECK (source_on IS date(source_on))
) STRICT;
CREATE INDEX service_rules_service ON service_rules (service);

CREATE TABLE service_rules_sla_tiers (
    parent INTEGER NOT NULL REFERENCES service_rules (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    below TEXT NOT NULL,
    credit_percent TEXT NOT NULL,
    at_least TEXT,
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrangements (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id GLOB '20[0-9][0-9]'),
    notice TEXT,
    signed_on TEXT CHECK (signed_on IS date(signed_on))
) STRICT;

CREATE TABLE arrangements_spans (
    parent INTEGER NOT NULL REFERENCES arrangements (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    "from" TEXT NOT NULL CHECK ("from" IS date("from")),
    "to" TEXT NOT NULL CHECK ("to" IS date("to") AND "to" >= "from"),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrangements_statutory (
    parent INTEGER NOT NULL REFERENCES arrangements (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrangements_adjusted_working (
    parent INTEGER NOT NULL REFERENCES arrangements (row) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    day TEXT NOT NULL CHECK (day IS date(day)),
    PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_rates (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on)),
    percent TEXT NOT NULL,
    source TEXT
) STRICT;

CREATE TABLE agreement_copies (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    imported_on TEXT NOT NULL CHECK (imported_on IS date(imported_on))
) STRICT;

CREATE TABLE letters (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created_on TEXT NOT NULL CHECK (created_on IS date(created_on)),
    "to" TEXT NOT NULL,
    title TEXT NOT NULL,
    number TEXT UNIQUE,
    subject TEXT CHECK (subject IN ('agreement', 'account', 'service', 'order', 'bill', 'invoice', 'payment', 'notice',
        'incident')),
    record TEXT,
    reply_by TEXT CHECK (reply_by IS date(reply_by)),
    frozen_on TEXT CHECK (frozen_on IS date(frozen_on)),
    pdf TEXT CHECK (length(pdf) = 64),
    assessment TEXT CHECK (length(assessment) = 64),
    sent_channel TEXT CHECK (sent_channel IN ('hand', 'electronic', 'post')),
    sent_on TEXT CHECK (sent_on IS date(sent_on)),
    sent_tracking TEXT,
    answered_on TEXT CHECK (answered_on IS date(answered_on)),
    answered_note TEXT,
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    CHECK ((subject IS NULL) = (record IS NULL)),
    CHECK ((sent_channel IS NULL) = (sent_on IS NULL)),
    CHECK (frozen_on IS NOT NULL OR (pdf IS NULL AND assessment IS NULL AND sent_on IS NULL)),
    CHECK (sent_on IS NOT NULL OR answered_on IS NULL)
) STRICT;

-- Files kept byte for byte. Contents are never deleted: history may still speak of them.
CREATE TABLE attachment_contents (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size = length(content)),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE attachments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES attachment_contents (sha256) DEFERRABLE INITIALLY DEFERRED,
    obtained_at TEXT NOT NULL,
    obtained_how TEXT NOT NULL,
    proves TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_record ON attachments (kind, record);

-- Every act: what, when, each changed record's fields before and after, and a hash over all that and the entry before.
CREATE TABLE history (
    entry INTEGER PRIMARY KEY,
    act TEXT NOT NULL,
    at TEXT NOT NULL,
    reverses INTEGER REFERENCES history (entry),
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER history_is_never_rewritten BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'history is never rewritten'); END;
CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;
CREATE TRIGGER contents_are_never_rewritten BEFORE UPDATE ON attachment_contents
BEGIN SELECT raise(ABORT, 'attachment contents are never rewritten'); END;
CREATE TRIGGER contents_are_never_deleted BEFORE DELETE ON attachment_contents
BEGIN SELECT raise(ABORT, 'attachment contents are never deleted'); END;
