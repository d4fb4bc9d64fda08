-- compatible_from: 21

-- What stands on it (v1::ScreenMode), how loud its bell is (percent), when it is awake (minutes after midnight by its own
-- clock; null: always; days as 1 << ISO weekday, 0: each), how much of its edges is cut off (percent), whether anything
-- moves, whether somebody made it dark, and since when it is missed.
ALTER TABLE screen ADD COLUMN town TEXT NOT NULL DEFAULT '';
ALTER TABLE screen ADD COLUMN mode BIGINT NOT NULL DEFAULT 1;
ALTER TABLE screen ADD COLUMN volume BIGINT NOT NULL DEFAULT 70;
ALTER TABLE screen ADD COLUMN awake_from BIGINT;
ALTER TABLE screen ADD COLUMN awake_until BIGINT;
ALTER TABLE screen ADD COLUMN awake_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE screen ADD COLUMN overscan BIGINT NOT NULL DEFAULT 0;
ALTER TABLE screen ADD COLUMN calm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE screen ADD COLUMN blanked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE screen ADD COLUMN missed_since BIGINT;

-- Who joined lately.
CREATE INDEX person_by_creation ON person (created_at);

-- What a screen said of itself last: a v1::ScreenState as JSON.
CREATE TABLE screen_state (
    screen_id TEXT PRIMARY KEY REFERENCES screen (id),
    state TEXT NOT NULL,
    reported_at BIGINT NOT NULL
);

-- Which screens have shown a recognition while it was new. Rows older than screen.shown_days go.
CREATE TABLE screen_shown (
    recognition_id TEXT NOT NULL,
    screen_id TEXT NOT NULL REFERENCES screen (id),
    shown_at BIGINT NOT NULL,
    rang BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, screen_id)
);
CREATE INDEX screen_shown_by_time ON screen_shown (shown_at);
