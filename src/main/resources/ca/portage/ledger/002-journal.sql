-- How far the ledger is in its journal: the last line it holds and where that line ends. The
-- version of the tables the journal last saw whole makes an upgrade write a snapshot.
CREATE TABLE journal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sequence INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO journal (one, sequence, segment, bytes, version) VALUES (1, 0, 0, 0, 0);
