-- Screens that may watch one terminal, and nothing else.
CREATE TABLE displays (
  number          INTEGER PRIMARY KEY,
  terminal        INTEGER NOT NULL,
  credential_hash BLOB NOT NULL,
  linked_at       INTEGER NOT NULL,
  seen_at         INTEGER NOT NULL,
  revoked_at      INTEGER
) STRICT;

CREATE INDEX displays_of_terminal ON displays (terminal) WHERE revoked_at IS NULL;

-- What turns a screen into a display, at most one for each terminal. `display`: the one it made.
CREATE TABLE display_links (
  terminal   INTEGER PRIMARY KEY,
  hash       BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  display    INTEGER
) STRICT;

-- What a terminal shows instead of its newest order, until it places a newer one than that. No number: nothing.
CREATE TABLE screens (
  terminal INTEGER PRIMARY KEY,
  number   INTEGER,
  newest   INTEGER NOT NULL
) STRICT;

-- Whose pass it is: a display's, or (0) the terminal's own.
ALTER TABLE tickets ADD COLUMN display INTEGER NOT NULL DEFAULT 0;
