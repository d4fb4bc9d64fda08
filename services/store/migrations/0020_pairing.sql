-- compatible_from: 18

-- Who looks after it: null: nobody. Its clock: '': the organisation's.
ALTER TABLE screen ADD COLUMN owner_id TEXT;
ALTER TABLE screen ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';

-- The values with which what it shows was said; no row: whichever.
CREATE TABLE screen_value (
    screen_id TEXT NOT NULL REFERENCES screen (id),
    value_id TEXT NOT NULL REFERENCES value (id),
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (screen_id, value_id)
);

-- A television that shows a code. Of the code and of what it asks with only hashes are kept. screen_id: it was paired, and
-- has not asked since. looked_by: who typed the code, who alone may pair it.
CREATE TABLE screen_pairing (
    code_hash TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    picture BIGINT NOT NULL,
    address TEXT NOT NULL,
    counted_as TEXT NOT NULL,             -- of the address: an IPv6 one counts with its /64
    device TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    looked_by TEXT,
    screen_id TEXT
);
CREATE INDEX screen_pairing_by_address ON screen_pairing (counted_as);

-- Administrators who have not seen yet that a screen came. Who paired it knows.
CREATE TABLE screen_news (
    person_id TEXT NOT NULL REFERENCES person (id),
    screen_id TEXT NOT NULL REFERENCES screen (id),
    PRIMARY KEY (person_id, screen_id)
);
