-- Top-ups that payers make on their wallets' own pages: the same key is the same order.
CREATE TABLE top_ups (
  key    TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
