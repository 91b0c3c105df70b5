-- The names of the rails that the merchant has switched on, as JSON; the default until it has said.
ALTER TABLE profile ADD COLUMN rails TEXT;
