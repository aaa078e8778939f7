-- A new table or column needs a migration here and one in postgres.
-- Deliveries. Times are milliseconds since 1970 in UTC; signed_at is in seconds, as in the header.
CREATE TABLE delivery (
  seq           INTEGER PRIMARY KEY, -- the order of receipt
  id            TEXT    NOT NULL UNIQUE,
  duplicate_key BLOB    NOT NULL UNIQUE, -- body_key if there is one and the settings use it, otherwise signature_key
  signature_key BLOB    NOT NULL, -- t and half of the HMAC: detects a replay, but cannot be replayed itself
  body_key      BLOB, -- the event's own time and half of a hash: detects a retry that was signed again;
                      -- null if equal bodies are two events
  event_name    TEXT    NOT NULL,
  org_id        TEXT,
  signed_at     INTEGER,
  received_at   INTEGER NOT NULL,
  test          INTEGER NOT NULL CHECK (test IN (0, 1)), -- 1: the receiver sent it to itself
  address       TEXT    NOT NULL, -- the client, or the last proxy
  headers       TEXT    NOT NULL, -- some of them, one per line; the HMAC is truncated
  schema_error  TEXT,             -- how the body violates its schema; null if it does not, or there is none
  trace_context TEXT,             -- traceparent, then a blank and tracestate if there is one; null if not traced
  filter_answers TEXT,            -- -handler: its filter did not match; ?handler: its filter or order failed; #key:handler: its order_key
  body          BLOB    NOT NULL  -- last, because columns after a large one are slow to read
);

CREATE INDEX delivery_received ON delivery (received_at);

-- What one handler has to do with one delivery.
CREATE TABLE task (
  delivery_seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('pending', 'retrying', 'succeeded', 'dead', 'discarded')),
  replay       INTEGER NOT NULL DEFAULT 0, -- how many times it was replayed
  attempts     INTEGER NOT NULL, -- since the start or the last replay
  due_at       INTEGER, -- null once finished
  fingerprint  INTEGER, -- of the last error, the same for errors of one kind; null unless retrying or dead
  failed_at    INTEGER, -- when that error was recorded, by the clock that decides what is due
  operation    INTEGER, -- the one that replayed it last, unless it was replayed individually since
  order_key    INTEGER, -- tasks of the handler with the same one run one after the other; null for no order
  PRIMARY KEY (delivery_seq, handler)
) WITHOUT ROWID;

CREATE INDEX task_due ON task (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL;
CREATE INDEX task_dead ON task (delivery_seq) WHERE state = 'dead';
CREATE INDEX task_error ON task (handler, fingerprint, failed_at) WHERE state = 'dead';
CREATE INDEX task_retrying ON task (handler) WHERE state = 'retrying';
CREATE INDEX task_operation ON task (operation, state, failed_at) WHERE operation IS NOT NULL;
CREATE INDEX task_order ON task (handler, order_key, delivery_seq) WHERE order_key IS NOT NULL AND due_at IS NOT NULL;
CREATE INDEX task_order_dead ON task (handler, order_key, delivery_seq) WHERE order_key IS NOT NULL AND state = 'dead';

CREATE TABLE attempt (
  delivery_seq  INTEGER NOT NULL,
  handler       TEXT    NOT NULL,
  replay        INTEGER NOT NULL, -- 0 for those before the first replay
  number        INTEGER NOT NULL, -- from 1 after each replay
  started_at    INTEGER NOT NULL,
  duration_ms   INTEGER NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead', 'discarded')),
  error         TEXT,
  response_status INTEGER, -- what the handler's target answered; null unless the handler reported it
  response_text   TEXT,
  PRIMARY KEY (delivery_seq, handler, replay, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES task (delivery_seq, handler) ON DELETE CASCADE
) WITHOUT ROWID;

-- Replay protection without a delivery: signatures of deliveries that were deleted while the signature was still valid, and
-- of retries that were signed again.
CREATE TABLE spent_signature (
  key         BLOB NOT NULL PRIMARY KEY, -- a signature_key or a body_key
  delivery_id TEXT NOT NULL, -- of the first one
  signed_at   INTEGER -- in seconds; null if the signature has no time, which is kept forever
) WITHOUT ROWID;

CREATE INDEX spent_signature_signed ON spent_signature (signed_at);

-- How much time has passed for retention, independent of the machine's clock.
CREATE TABLE retention_clock (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  kept_time       INTEGER NOT NULL, -- advances while a receiver runs, and across a stop as far as a signature confirms it
  clock_time      INTEGER NOT NULL, -- the receiver's clock when this was written
  signed_time     INTEGER, -- the latest time that a signature proves; null before the first one
  unconfirmed     INTEGER NOT NULL, -- milliseconds that passed across stops by the clock, not confirmed by a signature
  forgotten_up_to INTEGER NOT NULL -- in seconds: signatures up to this time may have been deleted
);

-- Which delivery was the last one received at which time.
CREATE TABLE receipt_mark (
  seq       INTEGER PRIMARY KEY,
  kept_time INTEGER NOT NULL
);

-- What each handler that was ever started subscribes to, whether its plugin is present or not; an empty event_name means
-- every event. Kept until an operator removes it.
CREATE TABLE subscription (
  handler    TEXT NOT NULL,
  event_name TEXT NOT NULL,
  PRIMARY KEY (handler, event_name)
) WITHOUT ROWID;

-- Written while the inbox is unavailable, to find out whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at INTEGER NOT NULL
);

-- Which handlers operators have paused. version increases with each change, so that an old state is not taken for a new one.
CREATE TABLE handler_control (
  handler    TEXT    NOT NULL PRIMARY KEY,
  paused     INTEGER NOT NULL CHECK (paused IN (0, 1)),
  version    INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- When the next attempt of a handler with a rate may begin, in microseconds since 1970.
CREATE TABLE handler_rate (
  handler TEXT    NOT NULL PRIMARY KEY,
  next_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Rejected requests, to find out why. Their number is bounded.
CREATE TABLE rejection (
  id          INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of recording; never reused
  received_at INTEGER NOT NULL,
  address     TEXT    NOT NULL, -- the client, or the last proxy
  reason      TEXT    NOT NULL, -- the code used in log and metrics
  detail      TEXT,             -- what is wrong, and where
  header      TEXT,             -- the signature header with a truncated signature; null if there was none
  size        INTEGER NOT NULL, -- of the body, in bytes
  left_out    INTEGER NOT NULL, -- how many more for the same reason at about this time were not recorded
  findings    TEXT,             -- what would make it valid, one per line; null if not analyzed
  signature_lines TEXT,         -- the headers that may carry the signature, complete; only if body_start is kept
  body_start  BLOB              -- its first bytes; only if fs.webhook.rejections.keep-body is true
);

CREATE INDEX rejection_received ON rejection (received_at, id);

-- Activity per minute. Each run of a receiver has its own rows: runs do not block each other, and a repeated write counts
-- once.
CREATE TABLE activity (
  minute     INTEGER NOT NULL, -- since 1970
  run        INTEGER NOT NULL, -- the run that counted; each start is a new one
  received   INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  handled    INTEGER NOT NULL,
  failed     INTEGER NOT NULL,
  dead       INTEGER NOT NULL,
  pending    INTEGER, -- the maximum of unfinished tasks; null if not counted
  PRIMARY KEY (minute, run)
) WITHOUT ROWID;

-- The attempts of each handler per minute, like activity.
CREATE TABLE handler_activity (
  handler    TEXT    NOT NULL,
  minute     INTEGER NOT NULL, -- since 1970
  run        INTEGER NOT NULL,
  succeeded  INTEGER NOT NULL,
  failed     INTEGER NOT NULL,
  dead       INTEGER NOT NULL,
  total_us   INTEGER NOT NULL, -- of all durations, in microseconds
  longest_us INTEGER NOT NULL,
  PRIMARY KEY (handler, minute, run)
) WITHOUT ROWID;

-- The audit log.
CREATE TABLE audit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  who    TEXT    NOT NULL, -- the name of the token, or of the server's user
  role   TEXT    NOT NULL,
  action TEXT    NOT NULL,
  target TEXT    NOT NULL,
  detail TEXT
);

-- What needed attention, from when it was first seen until it was resolved. An empty subject is the receiver as a whole.
CREATE TABLE alert (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  kind            TEXT    NOT NULL,
  subject         TEXT    NOT NULL,
  severity        TEXT    NOT NULL CHECK (severity IN ('bad', 'warn')),
  text            TEXT    NOT NULL,
  tasks           INTEGER,         -- how many are concerned; null if there are none to count
  opened_at       INTEGER NOT NULL,
  seen_at         INTEGER NOT NULL, -- when a node last saw it
  resolved_at     INTEGER,         -- null while it is open
  acknowledged_at INTEGER,
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
  alert_id     INTEGER NOT NULL,
  step         TEXT    NOT NULL CHECK (step IN ('opened', 'reminded', 'resolved')),
  announced_at INTEGER NOT NULL, -- when the last opening or reminder was claimed
  claimed_at   INTEGER NOT NULL, -- when a node set out to send this step
  delivered    INTEGER NOT NULL CHECK (delivered IN (0, 1)),
  version      INTEGER NOT NULL, -- increases with each claim, so that one node gets it
  PRIMARY KEY (kind, subject, target)
) WITHOUT ROWID;

-- Bulk replays, discards and deletions, and their progress. Their number is bounded.
CREATE TABLE operation (
  id         INTEGER PRIMARY KEY, -- chosen before the insert, which may thus be repeated
  kind       TEXT    NOT NULL CHECK (kind IN ('replay', 'discard', 'delete')),
  state      TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted')),
  node_id    INTEGER NOT NULL, -- the node that runs it
  who        TEXT    NOT NULL, -- the name of the token, or of the server's user
  role       TEXT    NOT NULL,
  filter     TEXT    NOT NULL, -- in the form of a list query
  handlers   TEXT, -- null for each task's own; otherwise in the form of filter
  matched    INTEGER, -- how many tasks (of a deletion: deliveries) matched at its start; null until they are counted
  done       INTEGER NOT NULL, -- how many of them are changed so far
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  detail     TEXT -- why it failed
);

-- Which key deliveries use as their duplicate_key, and up to which delivery that is applied.
CREATE TABLE duplicate_rule (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  deciding      TEXT    NOT NULL CHECK (deciding IN ('body_key', 'signature_key')),
  applied_up_to INTEGER  NOT NULL -- a seq; the largest number once complete
);

-- How far these tables have followed the receipt log.
CREATE TABLE receipt_log (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  applied INTEGER NOT NULL, -- the number of the last record that is in them
  mark    INTEGER NOT NULL  -- changes with each commit that must be synced: one without a change would not be
);

INSERT INTO receipt_log (id, applied, mark) VALUES (1, 0, 0);

-- How far the partitions of a topic are stored here; moves in the transaction that stores what is before it.
CREATE TABLE topic_position (
  topic            TEXT    NOT NULL, -- the broker's id of it, which another topic of the same name does not have
  partition_number INTEGER NOT NULL,
  next_offset      INTEGER NOT NULL,
  PRIMARY KEY (topic, partition_number)
) WITHOUT ROWID;

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
