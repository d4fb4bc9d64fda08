-- compatible_from: 27
-- Who wants what is said to them quietly: it arrives on Monday, and only with them. Older nodes would tell it at once.

-- 1: what is said to this person from now on arrives on the coming Monday at 08:00 by the organisation's clock.
ALTER TABLE person ADD COLUMN quiet_delivery BIGINT NOT NULL DEFAULT 0;
CREATE INDEX person_quietly ON person (id) WHERE quiet_delivery = 1;

-- withheld 2: until it arrives. Then it is 0, and position becomes that of the log entry with which it arrived: said to
-- me is read in that order, and up to there.
ALTER TABLE recognition_recipient ADD COLUMN arrived_at BIGINT;
CREATE INDEX recognition_recipient_waiting ON recognition_recipient (person_id) WHERE withheld = 2;

-- 1: it arrived quietly while others are thanked openly. In the feed and on screens this person is not named.
ALTER TABLE recognition_recipient ADD COLUMN unnamed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX recognition_recipient_unnamed ON recognition_recipient (recognition_id) WHERE unnamed = 1;
