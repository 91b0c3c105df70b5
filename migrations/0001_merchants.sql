-- Who is here. Everything else about a merchant is in its own object.
CREATE TABLE merchants (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  founded_at INTEGER NOT NULL
) STRICT;
