-- Who may stand at a till. Numbers are never used twice; who has left keeps theirs.
CREATE TABLE staff (
  number       INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier')),
  salt         BLOB NOT NULL,
  pin          BLOB NOT NULL,
  tries        INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  joined_at    INTEGER NOT NULL,
  left_at      INTEGER
) STRICT;

CREATE TABLE staff_sessions (
  hash       BLOB PRIMARY KEY,
  staff      INTEGER NOT NULL REFERENCES staff (number),
  terminal   INTEGER NOT NULL REFERENCES terminals (number),
  used_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE terminals ADD COLUMN pin_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terminals ADD COLUMN pin_locked_until INTEGER NOT NULL DEFAULT 0;

ALTER TABLE profile ADD COLUMN staff_rules TEXT;
