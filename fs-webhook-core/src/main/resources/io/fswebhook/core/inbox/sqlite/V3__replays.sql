-- A replay counts the attempts of a handling anew, so each attempt says which replay it belongs to: 0 for those that
-- followed from the receipt. And what was dead can be discarded. SQLite cannot change a CHECK or a key in place.
CREATE TABLE new_handling (
  delivery_seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('waiting', 'retrying', 'succeeded', 'dead', 'discarded')),
  replay       INTEGER NOT NULL DEFAULT 0, -- how many times it was begun again
  attempts     INTEGER NOT NULL, -- since it was begun, or begun again
  due_at       INTEGER, -- null once nothing is to be done any more
  PRIMARY KEY (delivery_seq, handler)
) WITHOUT ROWID;

CREATE TABLE new_attempt (
  delivery_seq  INTEGER NOT NULL,
  handler       TEXT    NOT NULL,
  replay        INTEGER NOT NULL,
  number        INTEGER NOT NULL, -- from 1 in each replay
  started_at    INTEGER NOT NULL,
  duration_ms   INTEGER NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead')),
  error         TEXT,
  PRIMARY KEY (delivery_seq, handler, replay, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES new_handling (delivery_seq, handler) ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO new_handling (delivery_seq, handler, state, attempts, due_at)
  SELECT delivery_seq, handler, state, attempts, due_at FROM handling;
INSERT INTO new_attempt (delivery_seq, handler, replay, number, started_at, duration_ms, outcome, error)
  SELECT delivery_seq, handler, 0, number, started_at, duration_ms, outcome, error FROM attempt;

DROP TABLE attempt;
DROP TABLE handling;
ALTER TABLE new_handling RENAME TO handling;
ALTER TABLE new_attempt RENAME TO attempt;

CREATE INDEX handling_due ON handling (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL;
