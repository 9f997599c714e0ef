-- What happened to each message. Times are milliseconds since 1970 UTC, sizes are bytes.
CREATE TABLE download (
  id TEXT PRIMARY KEY NOT NULL,
  channel TEXT NOT NULL,
  request_message_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'STORED', 'UNPACKED', 'EMPTY', 'FAILED', 'UNKNOWN')),
  opened INTEGER NOT NULL,
  stored INTEGER,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  complete INTEGER NOT NULL DEFAULT 0,
  due INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX download_channel ON download (channel, opened);
CREATE INDEX download_state ON download (channel, state, due);

CREATE TABLE message (
  id TEXT PRIMARY KEY NOT NULL,
  channel TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('OUT', 'IN')),
  kind TEXT NOT NULL CHECK (kind IN ('INTERCHANGE', 'RECEIPT')),
  state TEXT NOT NULL,
  file TEXT,
  message_id TEXT,
  local_part TEXT,
  mic TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  size_bytes INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  due INTEGER,
  reason TEXT,
  sha256 TEXT,
  reference TEXT,
  related TEXT,
  download TEXT REFERENCES download (id),
  part INTEGER NOT NULL DEFAULT 0,
  temporary TEXT,
  final_name TEXT,
  wire_sha256 TEXT,
  wire_bytes INTEGER
) STRICT;
CREATE INDEX message_due ON message (channel, due) WHERE state IN ('PACKAGED', 'AMBIGUOUS');
CREATE INDEX message_state ON message (channel, state, updated);
CREATE INDEX message_created ON message (created);
CREATE INDEX message_sha256 ON message (channel, sha256, created) WHERE sha256 IS NOT NULL;
CREATE INDEX message_reference ON message (channel, reference, created)
  WHERE reference IS NOT NULL;
CREATE INDEX message_message_id ON message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_local_part ON message (local_part) WHERE local_part IS NOT NULL;
-- One file, one message id, for ever.
CREATE UNIQUE INDEX message_sent_once ON message (message_id) WHERE direction = 'OUT';
-- A split that is repeated finds its rows again.
CREATE UNIQUE INDEX message_part_once ON message (download, part) WHERE download IS NOT NULL;
-- Whatever the code believes, the database holds no second delivery of one interchange.
CREATE UNIQUE INDEX message_delivered_once ON message (channel, message_id)
  WHERE direction = 'IN' AND state IN ('VERIFIED', 'DELIVERING', 'DELIVERED', 'CLOSED');

CREATE TABLE attempt (
  id TEXT NOT NULL REFERENCES message (id),
  number INTEGER NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER,
  outcome TEXT,
  status INTEGER,
  detail TEXT,
  PRIMARY KEY (id, number)
) STRICT;
CREATE INDEX attempt_open ON attempt (id) WHERE ended IS NULL;

CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX event_subject ON event (subject, number);

CREATE TABLE alert (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  subject TEXT,
  text TEXT NOT NULL
) STRICT;
