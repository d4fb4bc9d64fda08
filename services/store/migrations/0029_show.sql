-- compatible_from: 28

-- The monthly show. state: v1::ShowState.
CREATE TABLE show (
    id TEXT NOT NULL PRIMARY KEY,
    month TEXT NOT NULL UNIQUE,           -- '2026-12'
    state BIGINT NOT NULL,
    opens_at BIGINT NOT NULL,             -- when the window for nominations opens, or opened
    closes_at BIGINT NOT NULL,
    airs_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,              -- how long it is planned to be
    stream_url TEXT NOT NULL,             -- where it can be watched from afar; empty: nowhere
    planned_by TEXT NOT NULL REFERENCES person (id)
);
