-- Receipts go on while it is made.
CREATE INDEX CONCURRENTLY task_priority ON task (handler, priority) WHERE due_at IS NOT NULL;
