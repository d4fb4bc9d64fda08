-- compatible_from: 5

-- An office display. The token itself is only in the address that was shown once.
CREATE TABLE screen (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,                 -- of the name: two screens never look alike in a list
    place TEXT NOT NULL,
    language TEXT NOT NULL,               -- 'nl', 'en', or '': the organisation's
    sound BIGINT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    added_by TEXT,                        -- a person; null: from the command line
    revoked_at BIGINT
);
-- A revoked screen gives its name free.
CREATE UNIQUE INDEX screen_by_name ON screen (folded) WHERE revoked_at IS NULL;

-- Whose news it shows; no row: everyone's.
CREATE TABLE screen_team (
    screen_id TEXT NOT NULL REFERENCES screen (id),
    team_id TEXT NOT NULL REFERENCES team (id),
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (screen_id, team_id)
);

-- "This week" on the screens is counted, not kept.
CREATE INDEX recognition_by_week ON recognition (week);
