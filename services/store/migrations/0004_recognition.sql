-- compatible_from: 4

-- One thank-you. Words are emptied when it is taken back; the row stays, so that a late repeat finds it.
CREATE TABLE recognition (
    id TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL UNIQUE,      -- of its first log entry: pages are cut by it
    giver_id TEXT NOT NULL,
    team_id TEXT,                         -- thanked as a whole
    message TEXT NOT NULL,
    customer_moment TEXT NOT NULL,
    visibility BIGINT NOT NULL,           -- v1::Visibility: 1 everyone, 2 team, 3 only us
    credits_each BIGINT NOT NULL,
    credits_total BIGINT NOT NULL,        -- what the giver's allowance paid
    given_at BIGINT NOT NULL,
    week BIGINT NOT NULL,                 -- periods in the organisation's zone then; never recomputed
    month BIGINT NOT NULL,
    quarter BIGINT NOT NULL,
    year BIGINT NOT NULL,
    state BIGINT NOT NULL DEFAULT 0,      -- 0 living, 1 taken back, 2 hidden
    changed_at BIGINT                     -- of the taking back or hiding
);
CREATE INDEX recognition_by_giver ON recognition (giver_id, position);

-- Everyone who is thanked: the people named, or the team's members at that moment.
CREATE TABLE recognition_recipient (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    person_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    position BIGINT NOT NULL,             -- the recognition's: "said to me" is one walk through an index
    PRIMARY KEY (recognition_id, person_id)
);
CREATE UNIQUE INDEX recognition_recipient_by_person ON recognition_recipient (person_id, position);

CREATE TABLE recognition_value (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    value_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,              -- 0 leads
    PRIMARY KEY (recognition_id, value_id)
);

-- The recipients' direct teams at that moment: who "team" is.
CREATE TABLE recognition_team (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    team_id TEXT NOT NULL,
    PRIMARY KEY (recognition_id, team_id)
);
CREATE INDEX recognition_team_by_team ON recognition_team (team_id, recognition_id);

-- Which log entries carry its words, so that they can be redacted.
CREATE TABLE recognition_position (
    position BIGINT NOT NULL PRIMARY KEY,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    topic TEXT NOT NULL
);
CREATE INDEX recognition_position_by_recognition ON recognition_position (recognition_id);

-- The audit of hiding: who, when, why. Hiding is never undone silently: a row each.
CREATE TABLE recognition_hiding (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    curator_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    hidden_at BIGINT NOT NULL,
    PRIMARY KEY (recognition_id)
);

-- What a person had left when it was last written, and the local week it was written in.
CREATE TABLE allowance (
    person_id TEXT NOT NULL PRIMARY KEY,
    credits_left BIGINT NOT NULL,
    week BIGINT NOT NULL
);

-- How far a person has read what was said to them. Never moves back.
CREATE TABLE said_to_me (
    person_id TEXT NOT NULL PRIMARY KEY,
    read_position BIGINT NOT NULL
);
