-- compatible_from: 24

-- What the whole organisation reaches together. How far it is stands nowhere: it is counted from the recognitions.
CREATE TABLE goal (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    kind BIGINT NOT NULL,                 -- v1::GoalKind
    value_id TEXT NOT NULL,               -- of GOAL_KIND_VALUE; empty otherwise
    target BIGINT NOT NULL,
    first_day BIGINT NOT NULL,            -- days since 1970-01-01 by the organisation's calendar
    last_day BIGINT NOT NULL,
    reached_at BIGINT,                    -- written once
    told_at TEXT NOT NULL DEFAULT '[]',   -- the places in the log where it is told that it was reached
    set_by TEXT NOT NULL REFERENCES person (id)
);
CREATE INDEX goal_by_last_day ON goal (last_day, id);

-- What counts towards goals, by time: a goal's days are one walk through it.
CREATE INDEX recognition_for_everyone ON recognition (given_at) WHERE state = 0 AND visibility = 1;
