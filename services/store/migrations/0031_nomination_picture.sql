-- compatible_from: 31
-- Older nodes would forget pictures of nominations as pictures that went along with nothing.

-- On a recognition, on a nomination, or on its way to one of them.
ALTER TABLE recognition_picture ADD COLUMN nomination_id TEXT;
ALTER TABLE recognition_picture ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0;   -- among those of a nomination
CREATE INDEX recognition_picture_by_nomination ON recognition_picture (nomination_id) WHERE nomination_id IS NOT NULL;
DROP INDEX recognition_picture_unused;
CREATE INDEX recognition_picture_unused ON recognition_picture (uploaded_by, uploaded_at)
    WHERE recognition_id IS NULL AND nomination_id IS NULL;
