-- What was received. Times are milliseconds since 1970 in UTC, signed_at is seconds as in the header. received_at is by
-- the clock of the node that received it; every other time is by the clock of the database.
CREATE SEQUENCE delivery_seq;

CREATE TABLE delivery (
  seq           BIGINT PRIMARY KEY, -- the order of receipt
  id            TEXT   NOT NULL UNIQUE,
  duplicate_key BYTEA  NOT NULL UNIQUE, -- body_key where there is one and it is asked for, else signature_key
  signature_key BYTEA  NOT NULL, -- t and half of the HMAC: finds a replay, and cannot be replayed
  body_key      BYTEA, -- the event's own time and half of a hash: finds a retry that was signed anew;
                       -- null where equal bodies are two events
  event_name    TEXT   NOT NULL,
  org_id        TEXT,
  signed_at     BIGINT,
  received_at   BIGINT NOT NULL,
  body          BYTEA  NOT NULL
);

ALTER SEQUENCE delivery_seq OWNED BY delivery.seq;

-- What one handler has to do with one delivery. due_at is null once it is succeeded or dead. claimed_by is the node that
-- has it in hand; null when any may take it.
CREATE TABLE handling (
  delivery_seq BIGINT  NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('waiting', 'retrying', 'succeeded', 'dead')),
  attempts     INTEGER NOT NULL,
  due_at       BIGINT,
  claimed_by   BIGINT,
  PRIMARY KEY (delivery_seq, handler)
) WITH (autovacuum_vacuum_scale_factor = 0.01); -- every row is written three times, and its two small indices grow with it

CREATE INDEX handling_due ON handling (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL AND claimed_by IS NULL;
CREATE INDEX handling_claimed ON handling (claimed_by) WHERE claimed_by IS NOT NULL;

CREATE TABLE attempt (
  delivery_seq  BIGINT  NOT NULL,
  handler       TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  started_at    BIGINT  NOT NULL,
  duration_ms   BIGINT  NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead')),
  error         TEXT,
  PRIMARY KEY (delivery_seq, handler, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES handling (delivery_seq, handler) ON DELETE CASCADE
);

-- The receivers that share this inbox. Each renews its lease as long as it lives; whoever finds that one has ended deletes
-- it, and what it had in hand is free again. An id is never used twice: who lost its lease comes back as another one.
CREATE SEQUENCE node_id;

CREATE TABLE node (
  id          BIGINT PRIMARY KEY DEFAULT nextval('node_id'),
  name        TEXT   NOT NULL, -- for people: host and process
  started_at  BIGINT NOT NULL,
  lease_until BIGINT NOT NULL
);

ALTER SEQUENCE node_id OWNED BY node.id;

-- What the handlers of each node subscribe to; an empty event_name is every event. It outlives its node, so that
-- deliveries wait for a handler while its node restarts.
CREATE TABLE subscription (
  node_id    BIGINT NOT NULL,
  handler    TEXT   NOT NULL,
  event_name TEXT   NOT NULL,
  seen_at    BIGINT NOT NULL,
  PRIMARY KEY (node_id, handler, event_name)
);

-- Written while the inbox is out of order, to see whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at BIGINT NOT NULL
);
