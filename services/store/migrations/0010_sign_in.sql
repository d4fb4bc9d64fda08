-- compatible_from: 9
-- Invitations, passwords, sessions that are remembered or change their secret.

-- purpose also: 3 an invitation; 4 a recovery, whose use ends the person's sessions and password.
ALTER TABLE sign_in_link ADD COLUMN created_by TEXT;
CREATE INDEX sign_in_link_by_person ON sign_in_link (person_id, purpose);

-- hash: argon2id as libsodium writes it, with parameters and salt.
CREATE TABLE person_password (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    hash TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

-- Attempts at one login since the last success. account is a hash: of a login as typed, whether anybody has it or not,
-- so that a throttle tells nothing about who is here.
CREATE TABLE password_throttle (
    account TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX password_throttle_by_time ON password_throttle (last_at);

-- remembered: on one's own device; being unused does not end it. password_until: until then a password may be chosen
-- without the old one.
ALTER TABLE session ADD COLUMN remembered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN password_until BIGINT;

-- renew: rights changed, the secret is to be replaced. The old one works until the new one was seen, and a minute more:
-- old_until. renewed_at: a new one that nobody showed in a minute did not arrive.
ALTER TABLE session ADD COLUMN renew BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN renewed_at BIGINT;
ALTER TABLE session ADD COLUMN old_secret_hash TEXT;
ALTER TABLE session ADD COLUMN old_until BIGINT;
CREATE INDEX session_by_old_secret ON session (old_secret_hash);

-- Logins are found in any case of A to Z.
-- sqlite
CREATE INDEX person_by_email_login ON person (lower(email));
CREATE INDEX person_by_key_login ON person (lower(key));
-- postgresql
CREATE INDEX person_by_email_login ON person (lower(email COLLATE "C"));
CREATE INDEX person_by_key_login ON person (lower(key COLLATE "C"));
-- both

-- Choosing by what happened, and the words there are.
CREATE INDEX access_audit_by_what ON access_audit (what, at);
