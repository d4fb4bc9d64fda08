-- compatible_from: 26
-- Older nodes would let administrators see every picture.

-- A picture on a recognition, or on its way to one; its bytes are the medium of kind 5 that is this row's.
CREATE TABLE recognition_picture (
    id TEXT PRIMARY KEY,
    uploaded_by TEXT NOT NULL REFERENCES person (id),
    uploaded_at BIGINT NOT NULL,
    path TEXT NOT NULL,                                        -- '/media/…'
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    recognition_id TEXT UNIQUE REFERENCES recognition (id),    -- null: on none yet
    alternative_text TEXT NOT NULL DEFAULT ''
);
CREATE INDEX recognition_picture_unused ON recognition_picture (uploaded_by, uploaded_at) WHERE recognition_id IS NULL;
