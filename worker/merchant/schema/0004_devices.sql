-- A terminal is a device that holds a key (RFC 7638 thumbprint), or a shop's own software, which has none.
ALTER TABLE terminals ADD COLUMN thumbprint TEXT;

-- When it was last heard of, to the nearest minutes.
ALTER TABLE terminals ADD COLUMN seen_at INTEGER;

-- Codes by which a device becomes a terminal, kept as hashes until used or stale.
CREATE TABLE enrolments (
  hash       BLOB PRIMARY KEY,
  name       TEXT NOT NULL,
  -- The terminal that moves to the device; NULL: a new one.
  terminal   INTEGER,
  -- Where a new terminal stands, as its owner said; 0: not said.
  cell       INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The device that used it: the same one may ask again when the answer was lost.
  thumbprint TEXT
) STRICT, WITHOUT ROWID;
