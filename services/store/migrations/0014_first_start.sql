-- compatible_from: 9
-- The first start. sign_in_link.purpose also: 5, a link that begins the set-up and belongs to nobody.

-- Steps of the guided path that somebody said something about: v1::SetUpStep. The first one stands here when the path was
-- begun; the others when they were passed over, and the last one when it is over.
CREATE TABLE set_up_step (
    step BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_person_id TEXT NOT NULL
);
