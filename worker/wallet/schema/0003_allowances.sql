-- What was taken of a quota in its present window, so that an object that slept does not give it out again.
CREATE TABLE allowances (
  quota     TEXT NOT NULL,
  name      TEXT NOT NULL,
  in_window INTEGER NOT NULL,
  taken     INTEGER NOT NULL,
  PRIMARY KEY (quota, name)
) STRICT, WITHOUT ROWID;
