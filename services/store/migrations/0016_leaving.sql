-- compatible_from: 9
-- Being away, and the archive of who left.

-- Since when; null: here. Nobody but the person is told.
ALTER TABLE person ADD COLUMN away BIGINT;

-- At most one for each who left: with it they read what was said to them and by them. The secret itself is only in the
-- address that was handed over. opened_at: the latest opening.
CREATE TABLE archive_code (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    secret_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    opened_at BIGINT
);
CREATE INDEX archive_code_by_expiry ON archive_code (expires_at);
