-- compatible_from: 28

-- "This belongs in the show." Taken back, its rows go. kind: v1::NominationKind.
CREATE TABLE nomination (
    id TEXT NOT NULL PRIMARY KEY,         -- in the order they were written
    show_id TEXT NOT NULL REFERENCES show (id),
    nominator_id TEXT NOT NULL REFERENCES person (id),
    team_id TEXT,                         -- nominated as a whole; null: people are
    kind BIGINT NOT NULL,
    value_id TEXT NOT NULL,
    situation TEXT NOT NULL,
    deed TEXT NOT NULL,
    effect TEXT NOT NULL,
    thanks TEXT NOT NULL,
    words TEXT NOT NULL,
    nominated_at BIGINT NOT NULL,
    edited_at BIGINT,
    read_at BIGINT,                       -- when a curator first read it
    hold BIGINT NOT NULL DEFAULT 0,       -- 0 none, 1 a word of the list, 2 a curator: who is nominated does not read it
    hold_reason TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1,    -- grows with each change
    told BIGINT NOT NULL DEFAULT 0        -- 1: who is nominated found it in their inbox, after the show
);
CREATE INDEX nomination_by_show ON nomination (show_id, id);
CREATE INDEX nomination_by_nominator ON nomination (nominator_id, id);
CREATE INDEX nomination_by_team ON nomination (team_id, id);
CREATE INDEX nomination_untold ON nomination (show_id) WHERE told = 0 AND hold = 0;

-- Who is nominated: the people named, or the team's members at that moment.
CREATE TABLE nomination_person (
    nomination_id TEXT NOT NULL REFERENCES nomination (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    ordinal BIGINT NOT NULL,
    of_team BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (nomination_id, person_id)
);
CREATE INDEX nomination_person_by_person ON nomination_person (person_id, nomination_id);

-- The recognitions that tell of it. Who reads them is asked of people::visible_to each time.
CREATE TABLE nomination_recognition (
    nomination_id TEXT NOT NULL REFERENCES nomination (id),
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (nomination_id, recognition_id)
);

-- Who was asked whether they saw it too, and what they said. reason: empty until they do.
CREATE TABLE nomination_witness (
    nomination_id TEXT NOT NULL REFERENCES nomination (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    ordinal BIGINT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (nomination_id, person_id)
);
CREATE INDEX nomination_witness_by_person ON nomination_witness (person_id, nomination_id);

-- What concerns a person without being about a recognition: about a nomination. kind: v1::InboxKind.
CREATE TABLE inbox_notice (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    nomination_id TEXT NOT NULL,
    actor_id TEXT,
    at BIGINT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (person_id, position)
);
CREATE INDEX inbox_notice_by_nomination ON inbox_notice (nomination_id);
CREATE INDEX inbox_notice_by_actor ON inbox_notice (actor_id);
