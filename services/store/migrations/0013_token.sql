-- compatible_from: 10
-- API tokens.

-- person_id: whose it is; null: the organisation's. scopes: a sum of 1 << v1::Scope. The token itself is nowhere. One that
-- was revoked has no row.
CREATE TABLE api_token (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL UNIQUE,
    person_id TEXT REFERENCES person (id),
    created_by TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    scopes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX api_token_by_person ON api_token (person_id);
CREATE INDEX api_token_by_end ON api_token (expires_at);
