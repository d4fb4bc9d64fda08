-- compatible_from: 2
-- Who is signed in, the doors that lead there, and the trail of who came in.

-- kind: 1 a person, 2 a screen. Exactly one of person_id and screen_id is there. The secret itself
-- is only in the browser's cookie. A session that ended has no row. topics: what a screen may follow,
-- separated by spaces; empty for people, whose topics follow from their teams.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    kind BIGINT NOT NULL,
    person_id TEXT REFERENCES person (id),
    screen_id TEXT,
    topics TEXT NOT NULL,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_screen ON session (screen_id);
CREATE INDEX session_by_end ON session (ends_at);

-- purpose: 1 sign in as person_id, once; 2 look around the demonstration, until it expires.
CREATE TABLE sign_in_link (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    purpose BIGINT NOT NULL,
    person_id TEXT REFERENCES person (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_link_by_expiry ON sign_in_link (expires_at);

-- Failed attempts per address since the window opened. All nodes share it.
CREATE TABLE sign_in_throttle (
    address TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    opened_at BIGINT NOT NULL
);

-- Append-only: a row is never changed. It names people by id.
CREATE TABLE access_audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    person_id TEXT,
    screen_id TEXT,
    by_person_id TEXT,
    address TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX access_audit_by_time ON access_audit (at);
CREATE INDEX access_audit_by_person ON access_audit (person_id, at);

-- sqlite
CREATE TRIGGER access_audit_is_never_changed BEFORE UPDATE ON access_audit
BEGIN
    SELECT RAISE(ABORT, 'access_audit is append-only');
END;
-- postgresql
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER access_audit_is_never_changed BEFORE UPDATE ON access_audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
