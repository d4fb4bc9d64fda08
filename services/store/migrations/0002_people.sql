-- compatible_from: 2
-- Who is who: the organisation, teams as a tree, values, people with their publicity.

CREATE TABLE organisation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    demonstration BIGINT NOT NULL,
    allowance_weekly BIGINT NOT NULL,
    allowance_cap BIGINT NOT NULL,
    installation_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE team (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    parent_id TEXT REFERENCES team (id),
    colour TEXT NOT NULL
);

CREATE TABLE value (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    emoji TEXT NOT NULL,
    glyph TEXT NOT NULL,
    colour TEXT NOT NULL,
    description TEXT NOT NULL,
    ordinal BIGINT NOT NULL
);

-- publicity_screens and publicity_stage hold the numbers of ScreenPublicity and StagePublicity.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    folded TEXT NOT NULL,
    email TEXT,
    job_title TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    active BIGINT NOT NULL DEFAULT 1,
    photo_path TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    publicity_feed BIGINT NOT NULL DEFAULT 1,
    publicity_screens BIGINT NOT NULL DEFAULT 2,
    publicity_boards BIGINT NOT NULL DEFAULT 0,
    publicity_photo BIGINT NOT NULL DEFAULT 0,
    publicity_stage BIGINT NOT NULL DEFAULT 2,
    publicity_chosen BIGINT NOT NULL DEFAULT 0
);

-- ordinal 0 is the person's main team; it gives the colour.
CREATE TABLE membership (
    person_id TEXT NOT NULL REFERENCES person (id),
    team_id TEXT NOT NULL REFERENCES team (id),
    ordinal BIGINT NOT NULL,
    PRIMARY KEY (person_id, team_id)
);
CREATE UNIQUE INDEX membership_in_order ON membership (person_id, ordinal);
CREATE INDEX membership_by_team ON membership (team_id, person_id);

-- role holds the number of Role. Every person is an employee without a row.
CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (id),
    role BIGINT NOT NULL,
    PRIMARY KEY (person_id, role)
);
CREATE INDEX person_role_by_role ON person_role (role, person_id);

-- The forms by which a name is found: its beginning is what pickers look for, the whole of it what
-- the shorthand looks for. Compared byte by byte, so that a prefix is a range.
-- kind: 1 the whole name, 2 the given name (not for pickers), 3 from a later word on, 4 the whole without spaces.
-- sqlite
CREATE TABLE person_name_part (
    part TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind BIGINT NOT NULL,
    PRIMARY KEY (part, person_id, kind)
) WITHOUT ROWID;
CREATE TABLE team_name_part (
    part TEXT NOT NULL,
    team_id TEXT NOT NULL REFERENCES team (id),
    kind BIGINT NOT NULL,
    PRIMARY KEY (part, team_id, kind)
) WITHOUT ROWID;
-- postgresql
CREATE TABLE person_name_part (
    part TEXT COLLATE "C" NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind BIGINT NOT NULL,
    PRIMARY KEY (part, person_id, kind)
);
CREATE TABLE team_name_part (
    part TEXT COLLATE "C" NOT NULL,
    team_id TEXT NOT NULL REFERENCES team (id),
    kind BIGINT NOT NULL,
    PRIMARY KEY (part, team_id, kind)
);
-- both
CREATE INDEX person_name_part_by_person ON person_name_part (person_id, part);
CREATE INDEX team_name_part_by_team ON team_name_part (team_id, part);
