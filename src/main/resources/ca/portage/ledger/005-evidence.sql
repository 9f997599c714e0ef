-- What was found out about a message, when it was found out: kept with the change it led to, and
-- through the journal's chain of hashes not to be altered later without a trace.
CREATE TABLE evidence (
  id TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('SEALED', 'VERIFIED', 'JUDGED')),
  at INTEGER NOT NULL,
  about TEXT,
  report TEXT NOT NULL,
  PRIMARY KEY (id, step)
) STRICT;
-- The receipts of a message.
CREATE INDEX evidence_about ON evidence (about) WHERE about IS NOT NULL;
