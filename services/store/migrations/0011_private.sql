-- compatible_from: 11
-- What the person thanked decides, and what only a report opens. Older nodes would show what was taken off or withheld.

-- Somebody who is thanked took it off the feed and the pages of the team, or off the screens.
ALTER TABLE recognition ADD COLUMN off_feed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE recognition ADD COLUMN off_screens BIGINT NOT NULL DEFAULT 0;

-- Who wants it off what. The columns above are the sum of these rows.
CREATE TABLE recognition_off (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    person_id TEXT NOT NULL,
    feed BIGINT NOT NULL,
    screens BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, person_id)
);

-- 1: this person had stopped the giver's private ones then, or a report took it away. They do not see it, and count as
-- thanked to everybody else.
ALTER TABLE recognition_recipient ADD COLUMN withheld BIGINT NOT NULL DEFAULT 0;

-- person_id does not want giver_id's private recognitions.
CREATE TABLE private_stop (
    person_id TEXT NOT NULL REFERENCES person (id),
    giver_id TEXT NOT NULL REFERENCES person (id),
    stopped_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, giver_id)
);
CREATE INDEX private_stop_by_giver ON private_stop (giver_id);

-- Whom the words may name, and where: field 0 the message, 1 the customer moment; bytes. Only of what screens show.
-- A name that several share has a row for each.
CREATE TABLE recognition_mention (
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    person_id TEXT NOT NULL,
    field BIGINT NOT NULL,
    start BIGINT NOT NULL,
    length BIGINT NOT NULL,
    PRIMARY KEY (recognition_id, field, start, person_id)
);
CREATE INDEX recognition_mention_by_person ON recognition_mention (person_id);

-- outcome: v1::ReportOutcome.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    recognition_id TEXT NOT NULL REFERENCES recognition (id),
    reporter_id TEXT NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    resolved_at BIGINT,
    resolved_by TEXT,
    outcome BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX report_of_recognition ON report (recognition_id, reporter_id);
CREATE INDEX report_by_reporter ON report (reporter_id);

-- Who opened the words of a reported recognition, and when.
CREATE TABLE report_opening (
    report_id TEXT NOT NULL REFERENCES report (id),
    curator_id TEXT NOT NULL REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, curator_id)
);

-- How a name is said, in the person's own words.
ALTER TABLE person ADD COLUMN name_said TEXT NOT NULL DEFAULT '';
