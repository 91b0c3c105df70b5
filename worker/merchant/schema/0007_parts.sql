-- Which orders are parts of which bill.
CREATE TABLE parts (
  bill   INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (bill, number)
) STRICT, WITHOUT ROWID;
