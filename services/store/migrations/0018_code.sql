-- compatible_from: 18
-- Time-based codes. Older nodes would let people in without the code, and leave it there after a recovery.

-- sealed: nonce and ciphertext in hex, by the key that key_mark is of; the key is in no database. confirmed_at: null as long
-- as it is only offered. last_step: the newest thirty seconds whose code was used; none of them or before works again.
CREATE TABLE person_code (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    sealed TEXT NOT NULL,
    key_mark TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

-- One that was used has no row.
CREATE TABLE person_recovery_code (
    person_id TEXT NOT NULL REFERENCES person (id),
    secret_hash TEXT NOT NULL,
    PRIMARY KEY (person_id, secret_hash)
);
