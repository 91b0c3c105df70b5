-- A key for the shop's own software is the credential of a terminal without a device. What it may do, as a JSON list of
-- scopes; NULL: whatever a terminal may.
ALTER TABLE terminals ADD COLUMN scopes TEXT;

-- The secret before the last rotation, and until when it is good as well.
ALTER TABLE terminals ADD COLUMN former_hash BLOB;
ALTER TABLE terminals ADD COLUMN former_until INTEGER;
