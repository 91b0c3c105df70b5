-- Refunds that had gone through and came back are in the day's books as what they are, and not as sales.
CREATE TABLE batches_with_bounced (
  settlement INTEGER NOT NULL REFERENCES settlements (number),
  rail       TEXT NOT NULL,
  currency   TEXT NOT NULL,
  sales      INTEGER NOT NULL,
  gross      INTEGER NOT NULL,
  refunds    INTEGER NOT NULL,
  refunded   INTEGER NOT NULL,
  bounced    INTEGER NOT NULL,
  topped_up  INTEGER NOT NULL,
  strayed    INTEGER NOT NULL,
  disputed   INTEGER NOT NULL,
  net        INTEGER NOT NULL CHECK (net = gross - refunded + bounced + topped_up + strayed - disputed),
  PRIMARY KEY (settlement, rail, currency)
) STRICT, WITHOUT ROWID;

INSERT INTO batches_with_bounced
  SELECT settlement, rail, currency, sales, gross, refunds, refunded, 0, topped_up, strayed, disputed, net FROM batches;

DROP TABLE batches;
ALTER TABLE batches_with_bounced RENAME TO batches;

CREATE TRIGGER batches_are_never_changed BEFORE UPDATE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never changed');
END;

CREATE TRIGGER batches_are_never_deleted BEFORE DELETE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never deleted');
END;
