-- compatible_from: 6

-- Which node ships index updates to Redis; the others watch. Of no account for SQLite, where one process has the data.
CREATE TABLE relay_lease (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    holder TEXT NOT NULL,                 -- a node, by a random name of its own
    held_until BIGINT NOT NULL
);
INSERT INTO relay_lease (id, holder, held_until) VALUES (1, '', 0);
