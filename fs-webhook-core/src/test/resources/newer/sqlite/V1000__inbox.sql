-- What a migration of a minor version may do: it adds what the version before ignores.
ALTER TABLE delivery ADD COLUMN note TEXT;
ALTER TABLE task ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
CREATE TABLE label (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE INDEX task_priority ON task (handler, priority) WHERE due_at IS NOT NULL;
