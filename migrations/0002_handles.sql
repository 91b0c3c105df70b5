-- What a beacon broadcasts, while it does: a handle of 48 bits, and the order it stands for.
CREATE TABLE handles (
  handle     INTEGER PRIMARY KEY,
  merchant   TEXT NOT NULL,
  number     INTEGER NOT NULL,
  cell       INTEGER NOT NULL,
  minted_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX handles_by_expiry ON handles (expires_at);
