-- What operators want of handlers. version grows by one with each change, so that nobody takes an old answer for a
-- new one.
CREATE TABLE handler_control (
  handler    TEXT    NOT NULL PRIMARY KEY,
  paused     INTEGER NOT NULL CHECK (paused IN (0, 1)),
  version    BIGINT  NOT NULL,
  changed_at BIGINT  NOT NULL
);
