-- compatible_from: 1

-- Which history this is: another epoch after a restore or a rewind.
CREATE TABLE history (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL,
    began_at BIGINT NOT NULL
);

-- Where each topic stands. Its rows outlive the log's, so that a seq is never given twice; entries
-- below kept_from are no longer in the log.
CREATE TABLE topic (
    name TEXT PRIMARY KEY,
    head BIGINT NOT NULL,
    kept_from BIGINT NOT NULL
);

-- sqlite
CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    payload TEXT NOT NULL,
    redacts TEXT NOT NULL,
    index_updates TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (topic, seq)
);
-- postgresql
CREATE TABLE log (
    position BIGINT PRIMARY KEY,
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    seq BIGINT NOT NULL,
    type TEXT NOT NULL,
    payload TEXT NOT NULL,
    redacts TEXT NOT NULL,
    index_updates TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (topic, seq)
);
-- both

-- The first answer to each request. The positions are those its job appended, first to last, or 0;
-- when one of them is redacted, the hash goes and the answer stays: a late repeat learns that it was
-- done, and does not say the words again.
CREATE TABLE receipt (
    caller TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    kind BIGINT NOT NULL,
    answer TEXT NOT NULL,
    first_position BIGINT NOT NULL,
    last_position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (caller, method, request_id)
);
CREATE INDEX receipt_at ON receipt (at);
CREATE INDEX receipt_position ON receipt (last_position);

-- What is to be done later. rule: how it repeats, in the organisation's zone; empty: once.
CREATE TABLE schedule (
    key TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX schedule_due ON schedule (due_at);
