-- compatible_from: 19
-- Two people who turned out to be one. Older nodes would make the second one again with the next import.

-- Who stayed; of everybody else null. Nobody comes back from there.
ALTER TABLE person ADD COLUMN merged_into TEXT REFERENCES person (id);
CREATE INDEX person_by_merged_into ON person (merged_into);

-- A key that was somebody's who went: imports, and who signs in with it, mean person_id. No living key is here.
CREATE TABLE person_alias (
    key TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    merged_at BIGINT NOT NULL
);
CREATE INDEX person_alias_by_person ON person_alias (person_id);
-- sqlite
CREATE INDEX person_alias_by_login ON person_alias (lower(key));
-- postgresql
CREATE INDEX person_alias_by_login ON person_alias (lower(key COLLATE "C"));
