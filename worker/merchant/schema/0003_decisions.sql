-- What was decided about money that a wallet holds, once for each try and for ever: a "no" outlives the message that it answers.
CREATE TABLE decisions (
  pend    TEXT PRIMARY KEY,
  number  INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
BEGIN
  SELECT RAISE (ABORT, 'decisions are never changed');
END;

CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN
  SELECT RAISE (ABORT, 'decisions are never deleted');
END;

-- The rails that the merchant has switched off, as JSON; none until it has said.
ALTER TABLE profile ADD COLUMN rails_off TEXT;
