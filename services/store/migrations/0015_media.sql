-- compatible_from: 9
-- Pictures: people's photos, values' pictures, the organisation's logo.

-- kind: 1 a person's photo, 2 a value's picture, 3 the logo; owner_id: whose, of the logo empty. bytes: base64, of at most
-- 300 KB. One of each owner: another takes its place, under another id.
CREATE TABLE media (
    id TEXT PRIMARY KEY,
    kind BIGINT NOT NULL,
    owner_id TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX media_by_owner ON media (kind, owner_id);

ALTER TABLE value ADD COLUMN picture_path TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN logo_path TEXT NOT NULL DEFAULT '';
