-- What the operator sees of the whole: told by each object as the sweep wakes it, and by each isolate of its refusals.
CREATE TABLE tallies (
  -- Hours since the epoch.
  hour  INTEGER NOT NULL,
  -- 'sale' (by currency), 'paid', 'declined', 'doubted' (by rail), 'refusal' (by problem).
  kind  TEXT NOT NULL,
  name  TEXT NOT NULL,
  count INTEGER NOT NULL,
  minor INTEGER NOT NULL,
  PRIMARY KEY (hour, kind, name)
) STRICT, WITHOUT ROWID;

-- Work that has not ended by itself in the time in which it should have, as the object said when it was last woken.
CREATE TABLE stuck (
  object   TEXT NOT NULL,
  about    TEXT NOT NULL,
  what     TEXT NOT NULL,
  rail     TEXT NOT NULL,
  minor    INTEGER NOT NULL,
  currency TEXT NOT NULL,
  since    INTEGER NOT NULL,
  PRIMARY KEY (object, about, what, since)
) STRICT, WITHOUT ROWID;

CREATE INDEX stuck_by_age ON stuck (since);

-- The event of a merchant up to which its sales are in the tallies.
ALTER TABLE merchants ADD COLUMN tallied INTEGER NOT NULL DEFAULT 0;
