-- compatible_from: 32
-- Older nodes would forget pictures of stories as pictures that went along with nothing.

-- Where a team works: a place, and v1::Work (0 not said, 1 at a desk, 2 at the front line).
ALTER TABLE team ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE team ADD COLUMN work BIGINT NOT NULL DEFAULT 0;
-- '2019-03-01'; empty: not known.
ALTER TABLE person ADD COLUMN started_on TEXT NOT NULL DEFAULT '';

-- What is told in a show. Removed, its rows go. kind: v1::NominationKind.
CREATE TABLE story (
    id TEXT NOT NULL PRIMARY KEY,         -- in the order they were made
    show_id TEXT NOT NULL REFERENCES show (id),
    kind BIGINT NOT NULL,
    value_id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,                   -- as the host tells it
    lines TEXT NOT NULL,                  -- the read-along lines
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES person (id)
);
CREATE INDEX story_by_show ON story (show_id, id);

-- Who is in it, in the order of its credit chain.
CREATE TABLE story_person (
    story_id TEXT NOT NULL REFERENCES story (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    ordinal BIGINT NOT NULL,
    deed TEXT NOT NULL,
    PRIMARY KEY (story_id, person_id)
);
CREATE INDEX story_person_by_person ON story_person (person_id, story_id);

-- What it is made of: one of the two.
CREATE TABLE story_source (
    story_id TEXT NOT NULL REFERENCES story (id),
    ordinal BIGINT NOT NULL,
    nomination_id TEXT,
    recognition_id TEXT,
    words TEXT NOT NULL,                  -- as it brought them along: taken back, they go from the story too
    PRIMARY KEY (story_id, ordinal)
);
CREATE INDEX story_source_by_nomination ON story_source (nomination_id) WHERE nomination_id IS NOT NULL;
CREATE INDEX story_source_by_recognition ON story_source (recognition_id) WHERE recognition_id IS NOT NULL;

-- Its pictures: rows of recognition_picture, its own or of a source. people_named: whether somebody said who is in it.
CREATE TABLE story_picture (
    story_id TEXT NOT NULL REFERENCES story (id),
    picture_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    alternative_text TEXT NOT NULL,
    focus_x BIGINT NOT NULL,              -- thousandths
    focus_y BIGINT NOT NULL,
    people_named BIGINT NOT NULL,
    PRIMARY KEY (story_id, picture_id)
);
CREATE TABLE story_picture_person (
    story_id TEXT NOT NULL,
    picture_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (story_id, picture_id, person_id)
);
CREATE INDEX story_picture_person_by_person ON story_picture_person (person_id);

-- Uploaded for a story.
ALTER TABLE recognition_picture ADD COLUMN story_id TEXT;
CREATE INDEX recognition_picture_by_story ON recognition_picture (story_id) WHERE story_id IS NOT NULL;
DROP INDEX recognition_picture_unused;
CREATE INDEX recognition_picture_unused ON recognition_picture (uploaded_by, uploaded_at)
    WHERE recognition_id IS NULL AND nomination_id IS NULL AND story_id IS NULL;

-- What it said, a row for each version. fields: numbers of v1::StoryField, "1,3".
CREATE TABLE story_version (
    story_id TEXT NOT NULL REFERENCES story (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_id TEXT NOT NULL REFERENCES person (id),
    fields TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (story_id, version)
);

-- Who has it open, until when. field: v1::StoryField.
CREATE TABLE story_writer (
    story_id TEXT NOT NULL REFERENCES story (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    field BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (story_id, person_id)
);

-- A part of a show. kind: the number of its field in v1::Segment.content. reasons: numbers of v1::ProposalReason.
CREATE TABLE segment (
    id TEXT NOT NULL PRIMARY KEY,
    show_id TEXT NOT NULL REFERENCES show (id),
    ordinal BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    story_id TEXT REFERENCES story (id),
    goal_id TEXT,
    host_id TEXT REFERENCES person (id),
    value_id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    seconds BIGINT NOT NULL,
    notes TEXT NOT NULL,
    reasons TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX segment_by_show ON segment (show_id, ordinal);
CREATE UNIQUE INDEX segment_by_story ON segment (story_id) WHERE story_id IS NOT NULL;

-- Whom an opener thanks.
CREATE TABLE segment_person (
    segment_id TEXT NOT NULL REFERENCES segment (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (segment_id, person_id)
);
CREATE INDEX segment_person_by_person ON segment_person (person_id, segment_id);

-- What a reel shows. Which of them can be shown is asked of people::visible_to each time.
CREATE TABLE segment_recognition (
    segment_id TEXT NOT NULL REFERENCES segment (id),
    recognition_id TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (segment_id, recognition_id)
);

-- Who was asked whether they let themselves be shown, in a story or a segment. answer: v1::StageAnswer.
CREATE TABLE stage_question (
    subject_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    asked_by TEXT NOT NULL REFERENCES person (id),
    asked_at BIGINT NOT NULL,
    answer BIGINT NOT NULL DEFAULT 0,
    answered_at BIGINT,
    changed BIGINT NOT NULL DEFAULT 0,    -- 1: it says something else than when they said yes
    PRIMARY KEY (subject_id, person_id)
);
CREATE INDEX stage_question_by_person ON stage_question (person_id, asked_at);

-- Whom shows that were aired told of, and with which value.
CREATE TABLE told (
    show_id TEXT NOT NULL REFERENCES show (id),
    story_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    value_id TEXT NOT NULL,
    team_id TEXT,                         -- the person's main team then
    at BIGINT NOT NULL,
    PRIMARY KEY (show_id, story_id, person_id)
);
CREATE INDEX told_by_person ON told (person_id, at);

-- About what somebody is asked for the stage; empty: about a nomination.
ALTER TABLE inbox_notice ADD COLUMN stage_subject_id TEXT NOT NULL DEFAULT '';
CREATE INDEX inbox_notice_by_stage ON inbox_notice (stage_subject_id) WHERE stage_subject_id <> '';
