-- What was received. Times are milliseconds since 1970 in UTC, signed_at is seconds as in the header.
CREATE TABLE delivery (
  seq           INTEGER PRIMARY KEY, -- the order of receipt
  id            TEXT    NOT NULL UNIQUE,
  duplicate_key BLOB    NOT NULL UNIQUE, -- body_key where there is one and it is asked for, else signature_key
  signature_key BLOB    NOT NULL, -- t and half of the HMAC: finds a replay, and cannot be replayed
  body_key      BLOB, -- the event's own time and half of a hash: finds a retry that was signed anew;
                      -- null where equal bodies are two events
  event_name    TEXT    NOT NULL,
  org_id        TEXT,
  signed_at     INTEGER,
  received_at   INTEGER NOT NULL,
  body          BLOB    NOT NULL
);

-- What one handler has to do with one delivery. due_at is null once it is succeeded or dead.
CREATE TABLE handling (
  delivery_seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('waiting', 'retrying', 'succeeded', 'dead')),
  attempts     INTEGER NOT NULL,
  due_at       INTEGER,
  PRIMARY KEY (delivery_seq, handler)
) WITHOUT ROWID;

CREATE INDEX handling_due ON handling (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL;

CREATE TABLE attempt (
  delivery_seq  INTEGER NOT NULL,
  handler       TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  started_at    INTEGER NOT NULL,
  duration_ms   INTEGER NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead')),
  error         TEXT,
  PRIMARY KEY (delivery_seq, handler, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES handling (delivery_seq, handler) ON DELETE CASCADE
) WITHOUT ROWID;

-- Written while the inbox is out of order, to see whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at INTEGER NOT NULL
);
