-- A table or a column more needs a migration here and one in sqlite, which leaves alone what nodes of the version before use.
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
  test          INTEGER NOT NULL CHECK (test IN (0, 1)), -- 1: the receiver sent it to itself
  address       TEXT   NOT NULL, -- who sent it, or the proxy in between
  headers       TEXT   NOT NULL, -- a few of them, one a line; the HMAC is cut short
  body          BYTEA  NOT NULL
);

CREATE INDEX delivery_received ON delivery (received_at);

ALTER SEQUENCE delivery_seq OWNED BY delivery.seq;

-- What one handler has to do with one delivery. claimed_by is the node that has it in hand; null when any may take it.
CREATE TABLE task (
  delivery_seq BIGINT  NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('pending', 'retrying', 'succeeded', 'dead', 'discarded')),
  replay       INTEGER NOT NULL DEFAULT 0, -- how many times it was begun again
  attempts     INTEGER NOT NULL, -- since it was begun, or begun again
  due_at       BIGINT, -- null once nothing is to be done any more
  fingerprint  BIGINT, -- of the last error, the same for errors of one kind; null unless retrying or dead
  failed_at    BIGINT, -- when that error was written, by the clock that decides what is due
  operation    BIGINT, -- which one replayed it last, unless a person replayed it alone since
  claimed_by   BIGINT,
  PRIMARY KEY (delivery_seq, handler)
) WITH (autovacuum_vacuum_scale_factor = 0.01); -- every row is written three times, and its two small indices grow with it

CREATE INDEX task_due ON task (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL AND claimed_by IS NULL;
CREATE INDEX task_dead ON task (delivery_seq) WHERE state = 'dead';
CREATE INDEX task_error ON task (handler, fingerprint, failed_at) WHERE state = 'dead';
CREATE INDEX task_retrying ON task (handler) WHERE state = 'retrying';
CREATE INDEX task_operation ON task (operation, state, failed_at) WHERE operation IS NOT NULL;
CREATE INDEX task_claimed ON task (claimed_by) WHERE claimed_by IS NOT NULL;

CREATE TABLE attempt (
  delivery_seq  BIGINT  NOT NULL,
  handler       TEXT    NOT NULL,
  replay        INTEGER NOT NULL, -- 0 for those that followed from the receipt
  number        INTEGER NOT NULL, -- from 1 in each replay
  started_at    BIGINT  NOT NULL,
  duration_ms   BIGINT  NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead')),
  error         TEXT,
  response_status INTEGER, -- what the handler's target answered; null unless the handler reported it
  response_text   TEXT,
  PRIMARY KEY (delivery_seq, handler, replay, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES task (delivery_seq, handler) ON DELETE CASCADE
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

-- The handlers that each node has now, and what they subscribe to; an empty event_name is every event. started is 0 for
-- those that could not be started. Ends with the node.
CREATE TABLE node_handler (
  node_id    BIGINT  NOT NULL REFERENCES node (id) ON DELETE CASCADE,
  handler    TEXT    NOT NULL,
  event_name TEXT    NOT NULL,
  started    INTEGER NOT NULL CHECK (started IN (0, 1)),
  PRIMARY KEY (node_id, handler, event_name)
);

-- Signatures that must not be accepted again although no delivery has them as its own: of deliveries that were deleted while
-- their signature could still verify, and of retries that were signed anew.
CREATE TABLE spent_signature (
  key         BYTEA NOT NULL PRIMARY KEY, -- a signature_key or a body_key
  delivery_id TEXT NOT NULL, -- the first one's
  signed_at   BIGINT -- in seconds; null where the signature carries no time, and is kept for good
);

CREATE INDEX spent_signature_signed ON spent_signature (signed_at);

-- How much time has passed for what is kept, whatever the machine's clock says.
CREATE TABLE retention_clock (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  kept_time       BIGINT NOT NULL, -- goes on while a receiver runs, and over a stop as far as a signature confirms it
  clock_time      BIGINT NOT NULL, -- what the receiver's clock showed when this was written
  signed_time     BIGINT, -- it is at least so late, as signatures prove; null until there was one
  unconfirmed     BIGINT NOT NULL, -- milliseconds that clocks claim to have passed over stops, and no signature confirmed
  forgotten_up_to BIGINT NOT NULL -- in seconds: signatures from then or before may have been forgotten
);

-- Up to which delivery had been received when.
CREATE TABLE receipt_mark (
  seq       BIGINT PRIMARY KEY,
  kept_time BIGINT NOT NULL
);

-- What each handler subscribes to that was ever started, whether it is there or not; an empty event_name is every event.
-- It lasts until somebody ends it.
CREATE TABLE subscription (
  handler    TEXT NOT NULL,
  event_name TEXT NOT NULL,
  PRIMARY KEY (handler, event_name)
);

-- Written while the inbox is out of order, to see whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at BIGINT NOT NULL
);

-- What operators want of handlers. version grows by one with each change, so that nobody takes an old answer for a
-- new one.
CREATE TABLE handler_control (
  handler    TEXT    NOT NULL PRIMARY KEY,
  paused     INTEGER NOT NULL CHECK (paused IN (0, 1)),
  version    BIGINT  NOT NULL,
  changed_at BIGINT  NOT NULL
);

-- Requests that were turned away, so that a wrong secret can be seen for what it is. Their number is bounded.
CREATE TABLE rejection (
  id          BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY, -- the order in which they were kept
  received_at BIGINT  NOT NULL,
  address     TEXT    NOT NULL, -- who sent it, or the proxy in between
  reason      TEXT    NOT NULL, -- the code of the log and the metrics
  detail      TEXT,             -- what was wrong, and where
  header      TEXT,             -- the signature header, the signature itself cut short; null when there was none
  size        INTEGER NOT NULL, -- of the body, in bytes
  left_out    BIGINT  NOT NULL, -- how many more of the same reason came at about this time and were not kept
  findings    TEXT,             -- what would make it valid, one a line; null when nobody looked
  signature_lines TEXT,         -- the headers that may carry the signature, whole; as body_start
  body_start  BYTEA             -- its first bytes, only where fs.webhook.rejections.keep-body is on
);

CREATE INDEX rejection_received ON rejection (received_at, id);

-- How much happened in a minute. Each run of a receiver has rows of its own: none waits for another's, and what is
-- written twice counts once.
CREATE TABLE activity (
  minute     BIGINT NOT NULL, -- since 1970
  run        BIGINT NOT NULL, -- who counted; each start is another one
  received   BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  rejected   BIGINT NOT NULL,
  handled    BIGINT NOT NULL,
  failed     BIGINT NOT NULL,
  dead       BIGINT NOT NULL,
  pending    BIGINT, -- the most that were pending at once; null when nobody looked
  PRIMARY KEY (minute, run)
);

-- The attempts of each handler in a minute, as activity.
CREATE TABLE handler_activity (
  handler    TEXT   NOT NULL,
  minute     BIGINT NOT NULL, -- since 1970
  run        BIGINT NOT NULL,
  succeeded  BIGINT NOT NULL,
  failed     BIGINT NOT NULL,
  dead       BIGINT NOT NULL,
  total_us   BIGINT NOT NULL, -- of all durations, in microseconds
  longest_us BIGINT NOT NULL,
  PRIMARY KEY (handler, minute, run)
);

-- What operators did.
CREATE TABLE audit (
  id     BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at     BIGINT NOT NULL,
  who    TEXT   NOT NULL, -- the name of the token, or of the server's user
  role   TEXT   NOT NULL,
  action TEXT   NOT NULL,
  target TEXT   NOT NULL,
  detail TEXT
);

-- Replays and discards of many tasks: what was wanted, and how far it is. Their number is bounded.
CREATE TABLE operation (
  id         BIGINT  PRIMARY KEY, -- known before it is written, so that writing it may be repeated
  kind       TEXT    NOT NULL CHECK (kind IN ('replay', 'discard')),
  state      TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted')),
  node_id    BIGINT  NOT NULL, -- who runs it
  who        TEXT    NOT NULL, -- the name of the token, or of the server's user
  role       TEXT    NOT NULL,
  filter     TEXT    NOT NULL, -- as in the query of a list
  handlers   TEXT, -- null for the task's own; else as the filter
  matched    BIGINT , -- to how many tasks it applied when it began; null until they are counted
  done       BIGINT  NOT NULL, -- how many of them it has changed
  started_at BIGINT  NOT NULL,
  ended_at   BIGINT ,
  detail     TEXT -- why it failed
);

-- Which key the deliveries have as their duplicate_key, up to which one.
CREATE TABLE duplicate_rule (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  deciding      TEXT    NOT NULL CHECK (deciding IN ('body_key', 'signature_key')),
  applied_up_to BIGINT  NOT NULL -- a seq; the largest number once it is done
);
