-- What payers' banks took back is in the day's books, apart from what the merchant gave back itself.
CREATE TABLE batches_with_disputes (
  settlement INTEGER NOT NULL REFERENCES settlements (number),
  rail       TEXT NOT NULL,
  currency   TEXT NOT NULL,
  sales      INTEGER NOT NULL,
  gross      INTEGER NOT NULL,
  refunds    INTEGER NOT NULL,
  refunded   INTEGER NOT NULL,
  topped_up  INTEGER NOT NULL,
  strayed    INTEGER NOT NULL,
  disputed   INTEGER NOT NULL,
  net        INTEGER NOT NULL CHECK (net = gross - refunded + topped_up + strayed - disputed),
  PRIMARY KEY (settlement, rail, currency)
) STRICT, WITHOUT ROWID;

INSERT INTO batches_with_disputes
  SELECT settlement, rail, currency, sales, gross, refunds, refunded, topped_up, strayed, 0, net FROM batches;

DROP TABLE batches;
ALTER TABLE batches_with_disputes RENAME TO batches;

CREATE TRIGGER batches_are_never_changed BEFORE UPDATE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never changed');
END;

CREATE TRIGGER batches_are_never_deleted BEFORE DELETE ON batches
BEGIN
  SELECT RAISE (ABORT, 'batches are never deleted');
END;
