-- compatible_from: 6
-- Standings are counted as thank-yous are given, from migration 6 on. Where there were thank-yous before, what they make
-- of standings is computed before the first node of this version serves; the row says how far that is, and goes with its
-- end. A new database never has one.
CREATE TABLE board_backfill (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    step BIGINT NOT NULL,                 -- 1 periods are opened, 2 pairs are counted, 3 places follow from them
    after_id TEXT NOT NULL,               -- members up to here are done in this step
    tells BIGINT NOT NULL                 -- whether Redis may hold boards already, so that it is told what changes
);
INSERT INTO board_backfill (id, step, after_id, tells)
    SELECT 1, 1, '', CASE WHEN EXISTS (SELECT 1 FROM standing) THEN 1 ELSE 0 END
    WHERE EXISTS (SELECT 1 FROM recognition);
