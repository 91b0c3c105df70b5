-- Days that were closed. Each has the journal's entries after the one before, so that none is in two and none in none.
CREATE TABLE settlements (
  number    INTEGER PRIMARY KEY,
  day       TEXT NOT NULL,
  closed_at INTEGER NOT NULL,
  -- The terminal; null when nobody closed, and its time came.
  closed_by INTEGER,
  after_entry INTEGER NOT NULL,
  until_entry INTEGER NOT NULL CHECK (until_entry > after_entry)
) STRICT;

-- What each rail moved, in minor units.
CREATE TABLE batches (
  settlement INTEGER NOT NULL REFERENCES settlements (number),
  rail       TEXT NOT NULL,
  currency   TEXT NOT NULL,
  sales      INTEGER NOT NULL,
  gross      INTEGER NOT NULL,
  refunds    INTEGER NOT NULL,
  refunded   INTEGER NOT NULL,
  topped_up  INTEGER NOT NULL,
  strayed    INTEGER NOT NULL,
  net        INTEGER NOT NULL CHECK (net = gross - refunded + topped_up + strayed),
  PRIMARY KEY (settlement, rail, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER settlements_follow_one_another BEFORE INSERT ON settlements
WHEN NEW.after_entry <> (SELECT coalesce(max(until_entry), 0) FROM settlements)
BEGIN
  SELECT RAISE (ABORT, 'settlements follow one another');
END;

CREATE TRIGGER settlements_are_never_changed BEFORE UPDATE ON settlements
BEGIN
  SELECT RAISE (ABORT, 'settlements are never changed');
END;

CREATE TRIGGER settlements_are_never_deleted BEFORE DELETE ON settlements
BEGIN
  SELECT RAISE (ABORT, 'settlements are never deleted');
END;

CREATE TRIGGER batches_are_never_changed BEFORE UPDATE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never changed');
END;

CREATE TRIGGER batches_are_never_deleted BEFORE DELETE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never deleted');
END;

-- In which time zone the shop's days are; null until somebody has said.
ALTER TABLE profile ADD COLUMN time_zone TEXT;
