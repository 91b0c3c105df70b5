-- Who owns the shop: each by passkeys, and by codes for the day when all of them are lost.
CREATE TABLE owners (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  -- What a passkey brings back besides the merchant's id.
  handle     BLOB NOT NULL UNIQUE,
  joined_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE passkeys (
  id           TEXT PRIMARY KEY,
  owner        INTEGER NOT NULL REFERENCES owners (number),
  public_key   BLOB NOT NULL,
  counter      INTEGER NOT NULL,
  -- Whether it may be on more than one device (WebAuthn level 3, section 6.1.3); never changes.
  syncs        INTEGER NOT NULL CHECK (syncs IN (0, 1)),
  made_at      INTEGER NOT NULL,
  used_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  hash  BLOB PRIMARY KEY,
  owner INTEGER NOT NULL REFERENCES owners (number)
) STRICT, WITHOUT ROWID;

-- Challenges that were answered, until nobody could answer them any more.
CREATE TABLE used_challenges (
  hash       BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash             BLOB PRIMARY KEY,
  owner            INTEGER NOT NULL REFERENCES owners (number),
  generation       INTEGER NOT NULL,
  renewed_at       INTEGER NOT NULL,
  -- When the owner last showed a passkey or a code.
  authenticated_at INTEGER NOT NULL,
  expires_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what, for the owner to read: each row's hash covers the row and the hash before it.
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,
  action TEXT NOT NULL,
  about  TEXT NOT NULL,
  hash   BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit trail is never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit trail is never deleted');
END;
