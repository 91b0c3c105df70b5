-- Whose object this is. One row.
CREATE TABLE profile (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  wallet    TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;

-- What opens it. The key is a COSE_Key (RFC 9052 section 7) as the authenticator gave it.
CREATE TABLE passkeys (
  id         TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  counter    INTEGER NOT NULL,
  -- Whether it may be on more than one device (WebAuthn level 3, section 6.1.3); never changes.
  syncs      INTEGER NOT NULL CHECK (syncs IN (0, 1)),
  made_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a payer was asked to confirm, until the answer or the end of its time. Used up by the first answer, good or bad.
CREATE TABLE offers (
  pend       TEXT PRIMARY KEY,
  claim      TEXT NOT NULL,
  offer      TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used       INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Sign-ins that were used, until they would be too old anyway.
CREATE TABLE spent_tickets (
  ticket     TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What lies here, per currency: the sum of the entries, kept so that nobody has to add them up. It is never negative.
CREATE TABLE pockets (
  currency  TEXT PRIMARY KEY,
  available INTEGER NOT NULL CHECK (available BETWEEN 0 AND 9007199254740991),
  held      INTEGER NOT NULL CHECK (held BETWEEN 0 AND 9007199254740991),
  day       INTEGER NOT NULL,
  spent     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tries to pay, as their facts have made them.
CREATE TABLE holds (
  pend  TEXT PRIMARY KEY,
  at    INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Tries that wait for their merchant's decision: when to ask, and how often it was asked in vain.
CREATE TABLE outbox (
  pend   TEXT PRIMARY KEY REFERENCES holds (pend),
  ask_at INTEGER NOT NULL,
  tries  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Money that came in, once per id; a "no" is kept as well.
CREATE TABLE credits (
  id       TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  credit   TEXT NOT NULL,
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The wallet's books: each row moves an amount from one account to another, so that it balances or does not exist.
CREATE TABLE entries (
  seq      INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  debit    TEXT NOT NULL,
  credit   TEXT NOT NULL CHECK (credit <> debit),
  currency TEXT NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount > 0 AND amount <= 9007199254740991),
  pair     TEXT NOT NULL,
  -- What people read on the statement, as JSON.
  about    TEXT NOT NULL
) STRICT;

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE (ABORT, 'entries are never changed');
END;

CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
BEGIN
  SELECT RAISE (ABORT, 'entries are never deleted');
END;
