-- compatible_from: 23
-- What colleagues say around a recognition, what changes about it afterwards, and what comes into whose inbox. Older
-- nodes would leave words in the log that were taken back, and show what is held.

-- kind: v1::ReactionKind. One of a person.
CREATE TABLE reaction (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    kind BIGINT NOT NULL,
    reacted_at BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, person_id)
);
CREATE INDEX reaction_by_person ON reaction (person_id);

-- A comment (kind 1) or a boost (2): v1::RemarkKind. Words are emptied when it is removed; the row stays, so that a
-- late repeat finds it.
CREATE TABLE remark (
    id TEXT NOT NULL PRIMARY KEY,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    position BIGINT NOT NULL UNIQUE,      -- of its first log entry: a thread is in this order
    kind BIGINT NOT NULL,
    author_id TEXT NOT NULL REFERENCES person (id),
    text TEXT NOT NULL,
    credits_each BIGINT NOT NULL DEFAULT 0,
    credits_total BIGINT NOT NULL DEFAULT 0,
    said_at BIGINT NOT NULL,
    edited_at BIGINT,
    state BIGINT NOT NULL DEFAULT 0       -- 0 living, 1 removed, 2 hidden, 3 held
);
CREATE INDEX remark_by_recognition ON remark (recognition_id, position);
CREATE INDEX remark_by_author ON remark (author_id);
CREATE UNIQUE INDEX remark_one_boost ON remark (recognition_id, author_id) WHERE kind = 2 AND state IN (0, 3);

-- Whom its words may name, and where, in bytes. A name that several share has a row for each.
CREATE TABLE remark_mention (
    remark_id TEXT NOT NULL REFERENCES remark (id),
    person_id TEXT NOT NULL,
    start BIGINT NOT NULL,
    length BIGINT NOT NULL,
    PRIMARY KEY (remark_id, start, person_id)
);
CREATE INDEX remark_mention_by_person ON remark_mention (person_id);

-- Which log entries carry its words, so that they can be redacted.
CREATE TABLE remark_position (
    position BIGINT NOT NULL PRIMARY KEY,
    remark_id TEXT NOT NULL REFERENCES remark (id),
    recognition_id TEXT NOT NULL,
    topic TEXT NOT NULL
);
CREATE INDEX remark_position_by_remark ON remark_position (remark_id);
CREATE INDEX remark_position_by_recognition ON remark_position (recognition_id);

-- The audit of hiding: who, when, why.
CREATE TABLE remark_hiding (
    remark_id TEXT NOT NULL PRIMARY KEY REFERENCES remark (id),
    curator_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    hidden_at BIGINT NOT NULL
);

-- What is said there from then on stays out of the person's inbox.
CREATE TABLE muted_thread (
    person_id TEXT NOT NULL REFERENCES person (id),
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    PRIMARY KEY (person_id, recognition_id)
);
CREATE INDEX muted_thread_by_recognition ON muted_thread (recognition_id);

-- What a recognition said before its giver changed it; number counts from 1.
ALTER TABLE recognition ADD COLUMN edited_at BIGINT;
CREATE TABLE recognition_edit (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    number BIGINT NOT NULL,
    message TEXT NOT NULL,
    customer_moment TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, number)
);

-- Who else made it possible, said by whom.
CREATE TABLE recognition_added (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    person_id TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, person_id)
);
CREATE INDEX recognition_added_by_person ON recognition_added (person_id);
CREATE INDEX recognition_added_by_adder ON recognition_added (added_by);

-- What concerns a person besides what was said to them. kind: v1::InboxKind. note: why something was hidden.
CREATE TABLE inbox_item (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    remark_id TEXT,
    actor_id TEXT,
    at BIGINT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (person_id, position)
);
CREATE INDEX inbox_item_by_recognition ON inbox_item (recognition_id);
CREATE INDEX inbox_item_by_remark ON inbox_item (remark_id);
CREATE INDEX inbox_item_by_actor ON inbox_item (actor_id);

-- How far a person has read their inbox, and the feed. Never moves back.
CREATE TABLE inbox_read (
    person_id TEXT NOT NULL PRIMARY KEY,
    read_position BIGINT NOT NULL
);
CREATE TABLE feed_read (
    person_id TEXT NOT NULL PRIMARY KEY,
    read_position BIGINT NOT NULL
);
