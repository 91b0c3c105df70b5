-- Who this object is. One row.
CREATE TABLE profile (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  merchant   TEXT NOT NULL,
  name       TEXT NOT NULL,
  currency   TEXT NOT NULL,
  language   TEXT NOT NULL,
  -- What the merchant wants done about place, as JSON; the defaults until it has said.
  policy     TEXT,
  founded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE terminals (
  number          INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 65535),
  name            TEXT NOT NULL,
  credential_hash BLOB NOT NULL,
  cell            INTEGER NOT NULL DEFAULT 0,
  enrolled_at     INTEGER NOT NULL,
  revoked_at      INTEGER
) STRICT;

-- The order as its events have made it. `open` until nothing more can happen to it by itself.
CREATE TABLE orders (
  number  INTEGER PRIMARY KEY,
  open    INTEGER NOT NULL CHECK (open IN (0, 1)),
  version INTEGER NOT NULL,
  state   TEXT NOT NULL
) STRICT;

CREATE INDEX orders_open ON orders (number) WHERE open = 1;

-- What happened, for ever: the audit trail, the feed to both sides, the source of every report.
CREATE TABLE events (
  seq    INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  event  TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
  SELECT RAISE (ABORT, 'events are never changed');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE (ABORT, 'events are never deleted');
END;

-- One-time passes for opening the live channel, kept as hashes until used or stale.
CREATE TABLE tickets (
  hash       BLOB PRIMARY KEY,
  terminal   INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
