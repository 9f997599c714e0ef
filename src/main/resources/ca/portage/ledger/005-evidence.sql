-- What was found out about a message, when it was found out: kept with the change it led to, and
-- through the journal's chain of hashes not to be altered later without a trace.
CREATE TABLE evidence (
  id TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('SEALED', 'VERIFIED', 'REJECTED', 'JUDGED')),
  at INTEGER NOT NULL,
  about TEXT,
  report TEXT NOT NULL,
  PRIMARY KEY (id, step)
) STRICT;
-- The receipts of a message.
CREATE INDEX evidence_about ON evidence (about) WHERE about IS NOT NULL;
-- What was sent and received before has none; this says so, where nobody can change it unseen.
INSERT INTO event (at, subject, from_state, to_state, reason)
  SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), 'evidence', 'evidence', 'evidence',
    'Portage keeps evidence from here on; of messages that were finished before there is none'
  WHERE EXISTS (SELECT 1 FROM message);
