-- What an act altered, where that is long: its text in parts, in their order, while "changes" of the entry is an empty
-- list. No part ends inside a value. The entry's hash is over the whole text as if it stood in "changes".
CREATE TABLE history_parts (
    row INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES history (entry) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX history_parts_entry ON history_parts (entry);
CREATE TRIGGER history_parts_are_never_rewritten BEFORE UPDATE ON history_parts
BEGIN SELECT raise(ABORT, 'history is never rewritten'); END;
CREATE TRIGGER history_parts_are_never_deleted BEFORE DELETE ON history_parts
BEGIN SELECT raise(ABORT, 'history is never deleted'); END;
