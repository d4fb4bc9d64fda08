-- compatible_from: 9
-- What administrators change. Older nodes would take retired values, and private recognitions where they are off.

-- A retired value stays on what was said with it.
ALTER TABLE value ADD COLUMN retired BIGINT NOT NULL DEFAULT 0;

-- A removed team stays for what was said to it: without members, parent or names to be found by; its key is its id.
ALTER TABLE team ADD COLUMN removed BIGINT NOT NULL DEFAULT 0;

-- Whether recognitions that only giver and recipient see can be given.
ALTER TABLE organisation ADD COLUMN private_recognitions BIGINT NOT NULL DEFAULT 1;

-- What was switched, for everybody to read: v1::Feature; how, as the feature says: 0 or 1, or for boards
-- v1::BoardsShown, and whether leaders are on them.
CREATE TABLE feature_change (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_person_id TEXT NOT NULL REFERENCES person (id),
    feature BIGINT NOT NULL,
    state BIGINT NOT NULL,
    leaders BIGINT NOT NULL
);
CREATE INDEX feature_change_by_time ON feature_change (at);
