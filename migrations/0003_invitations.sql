-- Where the operator lets in by invitation: kept as hashes, each good once.
CREATE TABLE invitations (
  hash       BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;
