-- The size of a content that is stored packed (zlib), unpacked; none for one stored as it is. "size" is what is stored,
-- "sha256" always that of the unpacked bytes.
ALTER TABLE attachment_contents ADD COLUMN unpacked INTEGER CHECK (unpacked > 0);
