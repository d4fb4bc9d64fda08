-- compatible_from: 21

-- What curators hang on screens by hand. Without rows in pin_screen: on all of them.
CREATE TABLE pin (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    picture_path TEXT NOT NULL DEFAULT '',
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    pinned_by TEXT NOT NULL REFERENCES person (id)
);
CREATE INDEX pin_by_end ON pin (until_at);

CREATE TABLE pin_screen (
    pin_id TEXT NOT NULL REFERENCES pin (id),
    screen_id TEXT NOT NULL REFERENCES screen (id),
    PRIMARY KEY (pin_id, screen_id)
);
