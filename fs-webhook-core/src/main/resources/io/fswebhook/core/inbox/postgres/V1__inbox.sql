-- A new table or column needs a migration here and one in sqlite. It must not break nodes of the previous version.
-- Deliveries. Times are milliseconds since 1970 in UTC; signed_at is in seconds, as in the header. received_at is by the
-- clock of the node that received it, all other times are by the clock of the database.
CREATE SEQUENCE delivery_seq;

CREATE TABLE delivery (
  seq           BIGINT PRIMARY KEY, -- the order of receipt
  id            TEXT   NOT NULL UNIQUE,
  duplicate_key BYTEA  NOT NULL UNIQUE, -- body_key if there is one and the settings use it, otherwise signature_key
  signature_key BYTEA  NOT NULL, -- t and half of the HMAC: detects a replay, but cannot be replayed itself
  body_key      BYTEA, -- the event's own time and half of a hash: detects a retry that was signed again;
                       -- null if equal bodies are two events
  event_name    TEXT   NOT NULL,
  org_id        TEXT,
  signed_at     BIGINT,
  received_at   BIGINT NOT NULL,
  test          INTEGER NOT NULL CHECK (test IN (0, 1)), -- 1: the receiver sent it to itself
  address       TEXT   NOT NULL, -- the client, or the last proxy
  headers       TEXT   NOT NULL, -- some of them, one per line; the HMAC is truncated
  schema_error  TEXT,            -- how the body violates its schema; null if it does not, or there is none
  trace_context TEXT,            -- traceparent, then a blank and tracestate if there is one; null if not traced
  filter_answers TEXT,            -- -handler: its filter did not match; ?handler: its filter or order failed; #key:handler: its order_key
  body          BYTEA  NOT NULL
);

CREATE INDEX delivery_received ON delivery (received_at);

ALTER SEQUENCE delivery_seq OWNED BY delivery.seq;

-- What one handler has to do with one delivery. claimed_by is the node that has claimed it; null if any may.
CREATE TABLE task (
  delivery_seq BIGINT  NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('pending', 'retrying', 'succeeded', 'dead', 'discarded')),
  replay       INTEGER NOT NULL DEFAULT 0, -- how many times it was replayed
  attempts     INTEGER NOT NULL, -- since the start or the last replay
  due_at       BIGINT, -- null once finished
  fingerprint  BIGINT, -- of the last error, the same for errors of one kind; null unless retrying or dead
  failed_at    BIGINT, -- when that error was recorded, by the clock that decides what is due
  operation    BIGINT, -- the one that replayed it last, unless it was replayed individually since
  order_key    BIGINT, -- tasks of the handler with the same one run one after the other; null for no order
  claimed_by   BIGINT,
  PRIMARY KEY (delivery_seq, handler)
) WITH (autovacuum_vacuum_scale_factor = 0.01); -- each row is written three times, and two small indexes grow with it

CREATE INDEX task_due ON task (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL AND claimed_by IS NULL;
CREATE INDEX task_dead ON task (delivery_seq) WHERE state = 'dead';
CREATE INDEX task_error ON task (handler, fingerprint, failed_at) WHERE state = 'dead';
CREATE INDEX task_retrying ON task (handler) WHERE state = 'retrying';
CREATE INDEX task_operation ON task (operation, state, failed_at) WHERE operation IS NOT NULL;
CREATE INDEX task_order ON task (handler, order_key, delivery_seq) WHERE order_key IS NOT NULL AND due_at IS NOT NULL;
CREATE INDEX task_order_dead ON task (handler, order_key, delivery_seq) WHERE order_key IS NOT NULL AND state = 'dead';
CREATE INDEX task_order_claimed ON task (handler, order_key) WHERE order_key IS NOT NULL AND claimed_by IS NOT NULL;
CREATE INDEX task_claimed ON task (claimed_by) WHERE claimed_by IS NOT NULL;

CREATE TABLE attempt (
  delivery_seq  BIGINT  NOT NULL,
  handler       TEXT    NOT NULL,
  replay        INTEGER NOT NULL, -- 0 for those before the first replay
  number        INTEGER NOT NULL, -- from 1 after each replay
  started_at    BIGINT  NOT NULL,
  duration_ms   BIGINT  NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead', 'discarded')),
  error         TEXT,
  response_status INTEGER, -- what the handler's target answered; null unless the handler reported it
  response_text   TEXT,
  PRIMARY KEY (delivery_seq, handler, replay, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES task (delivery_seq, handler) ON DELETE CASCADE
);

-- The receivers that share this inbox. Each renews its lease while it runs. A node that finds an expired lease deletes its
-- row, which releases its claims. Ids are never reused: a node that lost its lease returns under a new id.
CREATE SEQUENCE node_id;

CREATE TABLE node (
  id          BIGINT PRIMARY KEY DEFAULT nextval('node_id'),
  name        TEXT   NOT NULL, -- host and process, for operators
  version     TEXT, -- of the program
  started_at  BIGINT NOT NULL,
  lease_until BIGINT NOT NULL
);

ALTER SEQUENCE node_id OWNED BY node.id;

-- The handlers of each node and what they subscribe to; an empty event_name means every event. started is 0 for those that
-- could not be started. Deleted with the node.
CREATE TABLE node_handler (
  node_id    BIGINT  NOT NULL REFERENCES node (id) ON DELETE CASCADE,
  handler    TEXT    NOT NULL,
  event_name TEXT    NOT NULL,
  started    INTEGER NOT NULL CHECK (started IN (0, 1)),
  PRIMARY KEY (node_id, handler, event_name)
);

-- Replay protection without a delivery: signatures of deliveries that were deleted while the signature was still valid, and
-- of retries that were signed again.
CREATE TABLE spent_signature (
  key         BYTEA NOT NULL PRIMARY KEY, -- a signature_key or a body_key
  delivery_id TEXT NOT NULL, -- of the first one
  signed_at   BIGINT -- in seconds; null if the signature has no time, which is kept forever
);

CREATE INDEX spent_signature_signed ON spent_signature (signed_at);

-- How much time has passed for retention, independent of the machine's clock.
CREATE TABLE retention_clock (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  kept_time       BIGINT NOT NULL, -- advances while a receiver runs, and across a stop as far as a signature confirms it
  clock_time      BIGINT NOT NULL, -- the receiver's clock when this was written
  signed_time     BIGINT, -- the latest time that a signature proves; null before the first one
  unconfirmed     BIGINT NOT NULL, -- milliseconds that passed across stops by the clock, not confirmed by a signature
  forgotten_up_to BIGINT NOT NULL -- in seconds: signatures up to this time may have been deleted
);

-- Which delivery was the last one received at which time.
CREATE TABLE receipt_mark (
  seq       BIGINT PRIMARY KEY,
  kept_time BIGINT NOT NULL
);

-- What each handler that was ever started subscribes to, whether its plugin is present or not; an empty event_name means
-- every event. Kept until an operator removes it.
CREATE TABLE subscription (
  handler    TEXT NOT NULL,
  event_name TEXT NOT NULL,
  PRIMARY KEY (handler, event_name)
);

-- Written while the inbox is unavailable, to find out whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at BIGINT NOT NULL
);

-- Which handlers operators have paused. version increases with each change, so that an old state is not taken for a new one.
CREATE TABLE handler_control (
  handler    TEXT    NOT NULL PRIMARY KEY,
  paused     INTEGER NOT NULL CHECK (paused IN (0, 1)),
  version    BIGINT  NOT NULL,
  changed_at BIGINT  NOT NULL
);

-- When the next attempt of a handler with a rate may begin, in microseconds since 1970.
CREATE TABLE handler_rate (
  handler TEXT    NOT NULL PRIMARY KEY,
  next_at BIGINT  NOT NULL
);

-- Rejected requests, to find out why. Their number is bounded.
CREATE TABLE rejection (
  id          BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY, -- in the order of recording
  received_at BIGINT  NOT NULL,
  address     TEXT    NOT NULL, -- the client, or the last proxy
  reason      TEXT    NOT NULL, -- the code used in log and metrics
  detail      TEXT,             -- what is wrong, and where
  header      TEXT,             -- the signature header with a truncated signature; null if there was none
  size        INTEGER NOT NULL, -- of the body, in bytes
  left_out    BIGINT  NOT NULL, -- how many more for the same reason at about this time were not recorded
  findings    TEXT,             -- what would make it valid, one per line; null if not analyzed
  signature_lines TEXT,         -- the headers that may carry the signature, complete; only if body_start is kept
  body_start  BYTEA             -- its first bytes; only if fs.webhook.rejections.keep-body is true
);

CREATE INDEX rejection_received ON rejection (received_at, id);

-- Activity per minute. Each run of a receiver has its own rows: runs do not block each other, and a repeated write counts
-- once.
CREATE TABLE activity (
  minute     BIGINT NOT NULL, -- since 1970
  run        BIGINT NOT NULL, -- the run that counted; each start is a new one
  received   BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  rejected   BIGINT NOT NULL,
  handled    BIGINT NOT NULL,
  failed     BIGINT NOT NULL,
  dead       BIGINT NOT NULL,
  pending    BIGINT, -- the maximum of unfinished tasks; null if not counted
  PRIMARY KEY (minute, run)
);

-- The attempts of each handler per minute, like activity.
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

-- The audit log.
CREATE TABLE audit (
  id     BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at     BIGINT NOT NULL,
  who    TEXT   NOT NULL, -- the name of the token, or of the server's user
  role   TEXT   NOT NULL,
  action TEXT   NOT NULL,
  target TEXT   NOT NULL,
  detail TEXT
);

-- What needed attention, from when it was first seen until it was resolved. An empty subject is the receiver as a whole.
CREATE TABLE alert (
  id              BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  kind            TEXT    NOT NULL,
  subject         TEXT    NOT NULL,
  severity        TEXT    NOT NULL CHECK (severity IN ('bad', 'warn')),
  text            TEXT    NOT NULL,
  tasks           BIGINT ,         -- how many are concerned; null if there are none to count
  opened_at       BIGINT  NOT NULL,
  seen_at         BIGINT  NOT NULL, -- when a node last saw it
  resolved_at     BIGINT ,         -- null while it is open
  acknowledged_at BIGINT ,
  acknowledged_by TEXT,
  note            TEXT
);

CREATE UNIQUE INDEX alert_open ON alert (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_opened ON alert (opened_at, id);

-- What each target was last told of a kind and subject.
CREATE TABLE alert_notice (
  kind         TEXT    NOT NULL,
  subject      TEXT    NOT NULL,
  target       TEXT    NOT NULL,
  alert_id     BIGINT  NOT NULL,
  step         TEXT    NOT NULL CHECK (step IN ('opened', 'reminded', 'resolved')),
  announced_at BIGINT  NOT NULL, -- when the last opening or reminder was claimed
  claimed_at   BIGINT  NOT NULL, -- when a node set out to send this step
  delivered    INTEGER NOT NULL CHECK (delivered IN (0, 1)),
  version      BIGINT  NOT NULL, -- increases with each claim, so that one node gets it
  PRIMARY KEY (kind, subject, target)
);

-- Bulk replays, discards and deletions, and their progress. Their number is bounded.
CREATE TABLE operation (
  id         BIGINT  PRIMARY KEY, -- chosen before the insert, which may thus be repeated
  kind       TEXT    NOT NULL CHECK (kind IN ('replay', 'discard', 'delete')),
  state      TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted')),
  node_id    BIGINT  NOT NULL, -- the node that runs it
  who        TEXT    NOT NULL, -- the name of the token, or of the server's user
  role       TEXT    NOT NULL,
  filter     TEXT    NOT NULL, -- in the form of a list query
  handlers   TEXT, -- null for each task's own; otherwise in the form of filter
  matched    BIGINT, -- how many tasks (of a deletion: deliveries) matched at its start; null until they are counted
  done       BIGINT  NOT NULL, -- how many of them are changed so far
  started_at BIGINT  NOT NULL,
  ended_at   BIGINT ,
  detail     TEXT -- why it failed
);

-- Which key deliveries use as their duplicate_key, and up to which delivery that is applied.
CREATE TABLE duplicate_rule (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  deciding      TEXT    NOT NULL CHECK (deciding IN ('body_key', 'signature_key')),
  applied_up_to BIGINT  NOT NULL -- a seq; the largest number once complete
);

-- How far the partitions of a topic are stored here; moves in the transaction that stores what is before it.
CREATE TABLE topic_position (
  topic            TEXT    NOT NULL, -- the broker's id of it, which another topic of the same name does not have
  partition_number INTEGER NOT NULL,
  next_offset      BIGINT  NOT NULL,
  PRIMARY KEY (topic, partition_number)
);

-- The consumer group of the nodes that share this inbox: no other inbox has the same.
CREATE TABLE consumer_group (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT    NOT NULL
);

-- Which versions of the program can use these tables. A migration that changes what programs of an older schema version
-- rely on raises usable_from; one that only adds what they ignore leaves it as it is.
CREATE TABLE schema_compatibility (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  usable_from INTEGER NOT NULL, -- the oldest schema version whose programs can use the tables
  program     TEXT    NOT NULL  -- the oldest fs-webhook that knows that schema version
);

INSERT INTO schema_compatibility (id, usable_from, program) VALUES (1, 1, '1.0');
