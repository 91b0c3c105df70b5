-- The merchant's books: each row moves an amount from one account to another, so that it balances or does not exist.
CREATE TABLE entries (
  seq      INTEGER PRIMARY KEY,
  -- The event that it comes from.
  event    INTEGER NOT NULL REFERENCES events (seq),
  debit    TEXT NOT NULL,
  credit   TEXT NOT NULL CHECK (credit <> debit),
  currency TEXT NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount > 0 AND amount <= 9007199254740991),
  pair     TEXT NOT NULL
) STRICT;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE (ABORT, 'entries are never changed');
END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN
  SELECT RAISE (ABORT, 'entries are never deleted');
END;
