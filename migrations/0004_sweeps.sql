-- Wallets that were opened, and when each object was last woken by the sweep: the second net under lost alarms.
CREATE TABLE wallets (
  id        TEXT PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  swept_at  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX wallets_by_sweep ON wallets (swept_at);

ALTER TABLE merchants ADD COLUMN swept_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX merchants_by_sweep ON merchants (swept_at);
