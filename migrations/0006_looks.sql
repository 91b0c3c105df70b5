-- What each shop's name looks like; see worker/directory/look-of-name.ts. Shops from before have none, and nobody is compared with them.
ALTER TABLE merchants ADD COLUMN look TEXT;

CREATE INDEX merchants_by_look ON merchants (look);
