-- What a migration of a minor version may do: it adds what the version before ignores.
SET LOCAL lock_timeout = '300ms';
ALTER TABLE delivery ADD COLUMN note TEXT;
CREATE TABLE label (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
