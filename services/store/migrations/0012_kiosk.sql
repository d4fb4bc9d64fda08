-- compatible_from: 9
-- Shared tablets, and how people show there who they are. Older nodes know no kiosk: to them its cookie is nobody's.

-- link_hash: of the link that pairs it, until it was opened; link_until: or this came. failures: wrong PINs and cards
-- since failures_since. paused_at: nobody can sign in until an administrator resumes it.
CREATE TABLE kiosk (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    link_hash TEXT UNIQUE,
    link_until BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by TEXT,
    paired_at BIGINT,
    paused_at BIGINT,
    revoked_at BIGINT,
    failures BIGINT NOT NULL DEFAULT 0,
    failures_since BIGINT NOT NULL DEFAULT 0
);

-- session.kind also: 3 a kiosk; 4 a person at a kiosk, whose secret nobody has: it is found by the kiosk's, and ends_at
-- moves with each sign of life.
ALTER TABLE session ADD COLUMN kiosk_id TEXT;
CREATE INDEX session_by_kiosk ON session (kiosk_id);

-- hash: argon2id, as of passwords.
CREATE TABLE person_pin (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    hash TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

-- A printed card: a hash of its 128 random bits. One per person; a new one takes the place of the older.
CREATE TABLE person_card (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    secret_hash TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    first_used_at BIGINT
);

-- Attempts of one person at kiosks since the last success. who is a hash: of what was shown, whether it is anybody's or
-- not.
CREATE TABLE kiosk_attempt (
    who TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX kiosk_attempt_by_time ON kiosk_attempt (last_at);

ALTER TABLE access_audit ADD COLUMN kiosk_id TEXT;
