-- The merchant that the wallet was used at last: it takes the money for what is added on the wallet's own page. One row.
CREATE TABLE latest (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  merchant TEXT NOT NULL
) STRICT;

-- What its owner has asked to add. Until it is known what became of it, it counts against what the wallet may hold.
CREATE TABLE top_ups (
  key      TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  merchant TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount > 0),
  -- The merchant's order for it, once it has one.
  number   INTEGER,
  ended    INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX top_ups_under_way ON top_ups (at) WHERE ended = 0;
CREATE UNIQUE INDEX top_ups_by_order ON top_ups (merchant, number);
