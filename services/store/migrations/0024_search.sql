-- compatible_from: 24
-- Words by which recognitions are found. Older nodes would leave out what they write, and leave in what they take back.

-- remark_id: empty for the recognition's own words.
-- sqlite
CREATE TABLE search_word (
    word TEXT NOT NULL,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    remark_id TEXT NOT NULL,
    PRIMARY KEY (word, recognition_id, remark_id)
) WITHOUT ROWID;
-- postgresql
CREATE TABLE search_word (
    word TEXT COLLATE "C" NOT NULL,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    remark_id TEXT NOT NULL,
    PRIMARY KEY (word, recognition_id, remark_id)
);
-- both
CREATE INDEX search_word_by_recognition ON search_word (recognition_id, word);
CREATE INDEX recognition_value_by_value ON recognition_value (value_id, recognition_id);

-- Up to which position recognitions of before are indexed, from the newest down. No row: all are.
CREATE TABLE search_backfill (
    one BIGINT NOT NULL PRIMARY KEY,
    below BIGINT NOT NULL
);
INSERT INTO search_backfill (one, below) SELECT 1, MAX(position) + 1 FROM recognition HAVING COUNT(*) > 0;
