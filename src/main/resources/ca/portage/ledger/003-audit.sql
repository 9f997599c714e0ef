-- Who had what done to which message, when and why; written with the change itself.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  operator TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  result TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, number);
-- What was told of a message is looked up before it is told again.
CREATE INDEX alert_subject ON alert (subject, at) WHERE subject IS NOT NULL;
