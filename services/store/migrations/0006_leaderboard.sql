-- compatible_from: 6
-- Boards. Older nodes would not count.

-- How boards are shown: v1::BoardsShown (1 off, 2 ranks, 3 alphabetical); and whether leaders are on them.
ALTER TABLE organisation ADD COLUMN boards_shown BIGINT NOT NULL DEFAULT 2;
ALTER TABLE organisation ADD COLUMN boards_leaders BIGINT NOT NULL DEFAULT 0;

-- The periods that boards are kept of, opened by their first recognition or at midnight, whichever comes first. Nothing
-- below stands of a period without a row here. A closed one is the archive: its standings stay.
CREATE TABLE board_period (
    period TEXT NOT NULL PRIMARY KEY,     -- 'w2918', 'm24311', 'q8103', 'y2026': a letter, and the number as in recognition
    kind BIGINT NOT NULL,                 -- v1::PeriodKind
    number BIGINT NOT NULL,
    from_at BIGINT NOT NULL,              -- by the organisation's zone when it was opened; "reached" counts from here
    until_at BIGINT NOT NULL,
    closed_at BIGINT,                     -- null: it runs
    forgotten BIGINT NOT NULL DEFAULT 0   -- beyond retention: its rows are going
);
CREATE UNIQUE INDEX board_period_by_number ON board_period (kind, number);
CREATE INDEX board_period_by_end ON board_period (until_at);

-- How many active people a team had when a period was opened.
CREATE TABLE board_team (
    period TEXT NOT NULL,
    team_id TEXT NOT NULL,
    heads BIGINT NOT NULL,
    PRIMARY KEY (period, team_id)
);

-- Living thank-yous everyone may see, of one person to another, by name. board: 'received' or 'value:ID'.
-- And what follows from them: a place on a board. board: 'received', 'given', 'value:ID', or 'teams', whose members are
-- teams. present: whether the member is on the board; the rest is kept for everybody, so that coming back is exact.
-- score is the order, also in Redis: ascending, and equal ones by the member's bytes.
-- sqlite
CREATE TABLE board_pair (
    period TEXT NOT NULL,
    board TEXT NOT NULL,
    giver_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    living BIGINT NOT NULL,
    PRIMARY KEY (period, board, giver_id, member_id)
) WITHOUT ROWID;
CREATE TABLE standing (
    period TEXT NOT NULL,
    board TEXT NOT NULL,
    member_id TEXT NOT NULL,
    units BIGINT NOT NULL,                -- 2520 are one point; on 'given' and 'teams' they count from 1
    reached BIGINT NOT NULL,              -- seconds from the period's start to the newest of what counts
    present BIGINT NOT NULL,
    score BIGINT NOT NULL GENERATED ALWAYS AS (reached - units * 33554432) STORED,
    PRIMARY KEY (period, board, member_id)
) WITHOUT ROWID;
-- postgresql
CREATE TABLE board_pair (
    period TEXT COLLATE "C" NOT NULL,
    board TEXT COLLATE "C" NOT NULL,
    giver_id TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    living BIGINT NOT NULL,
    PRIMARY KEY (period, board, giver_id, member_id)
);
CREATE TABLE standing (
    period TEXT COLLATE "C" NOT NULL,
    board TEXT COLLATE "C" NOT NULL,
    member_id TEXT COLLATE "C" NOT NULL,
    units BIGINT NOT NULL,
    reached BIGINT NOT NULL,
    present BIGINT NOT NULL,
    score BIGINT NOT NULL GENERATED ALWAYS AS (reached - units * 33554432) STORED,
    PRIMARY KEY (period, board, member_id)
);
-- both
CREATE INDEX standing_in_order ON standing (period, board, score, member_id) WHERE present = 1;
CREATE INDEX standing_by_member ON standing (member_id);
