ALTER TABLE letters ADD COLUMN language TEXT CHECK (language IN ('zh', 'en'));
ALTER TABLE letters ADD COLUMN also TEXT CHECK (also IN ('reduction', 'standard_terms'));
ALTER TABLE letters ADD COLUMN text TEXT;
CREATE TABLE letter_templates (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
    text TEXT NOT NULL
) STRICT;
