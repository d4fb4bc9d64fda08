-- compatible_from: 9
-- Invitations that are sent by e-mail.

-- mail: 0 handed out otherwise, 1 to be sent, 2 the mail server took it at mailed_at, 3 it did not: mail_problem.
ALTER TABLE sign_in_link ADD COLUMN mail BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sign_in_link ADD COLUMN mailed_at BIGINT;
ALTER TABLE sign_in_link ADD COLUMN mail_problem TEXT NOT NULL DEFAULT '';
