-- A table or a column more needs a migration here and one in postgres.
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
  test          INTEGER NOT NULL CHECK (test IN (0, 1)), -- 1: the receiver sent it to itself
  address       TEXT    NOT NULL, -- who sent it, or the proxy in between
  headers       TEXT    NOT NULL, -- a few of them, one a line; the HMAC is cut short
  body          BLOB    NOT NULL  -- last: what follows a large one is slow to read
);

CREATE INDEX delivery_received ON delivery (received_at);

-- What one handler has to do with one delivery.
CREATE TABLE task (
  delivery_seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  handler      TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('pending', 'retrying', 'succeeded', 'dead', 'discarded')),
  replay       INTEGER NOT NULL DEFAULT 0, -- how many times it was begun again
  attempts     INTEGER NOT NULL, -- since it was begun, or begun again
  due_at       INTEGER, -- null once nothing is to be done any more
  fingerprint  INTEGER, -- of the last error, the same for errors of one kind; null unless retrying or dead
  failed_at    INTEGER, -- when that error was written, by the clock that decides what is due
  operation    INTEGER, -- which one replayed it last, unless a person replayed it alone since
  PRIMARY KEY (delivery_seq, handler)
) WITHOUT ROWID;

CREATE INDEX task_due ON task (handler, due_at, delivery_seq) WHERE due_at IS NOT NULL;
CREATE INDEX task_dead ON task (delivery_seq) WHERE state = 'dead';
CREATE INDEX task_error ON task (handler, fingerprint, failed_at) WHERE state = 'dead';
CREATE INDEX task_retrying ON task (handler) WHERE state = 'retrying';
CREATE INDEX task_operation ON task (operation, state, failed_at) WHERE operation IS NOT NULL;

CREATE TABLE attempt (
  delivery_seq  INTEGER NOT NULL,
  handler       TEXT    NOT NULL,
  replay        INTEGER NOT NULL, -- 0 for those that followed from the receipt
  number        INTEGER NOT NULL, -- from 1 in each replay
  started_at    INTEGER NOT NULL,
  duration_ms   INTEGER NOT NULL,
  outcome       TEXT    NOT NULL CHECK (outcome IN ('succeeded', 'retrying', 'dead')),
  error         TEXT,
  response_status INTEGER, -- what the handler's target answered; null unless the handler reported it
  response_text   TEXT,
  PRIMARY KEY (delivery_seq, handler, replay, number),
  FOREIGN KEY (delivery_seq, handler) REFERENCES task (delivery_seq, handler) ON DELETE CASCADE
) WITHOUT ROWID;

-- Signatures that must not be accepted again although no delivery has them as its own: of deliveries that were deleted while
-- their signature could still verify, and of retries that were signed anew.
CREATE TABLE spent_signature (
  key         BLOB NOT NULL PRIMARY KEY, -- a signature_key or a body_key
  delivery_id TEXT NOT NULL, -- the first one's
  signed_at   INTEGER -- in seconds; null where the signature carries no time, and is kept for good
) WITHOUT ROWID;

CREATE INDEX spent_signature_signed ON spent_signature (signed_at);

-- How much time has passed for what is kept, whatever the machine's clock says.
CREATE TABLE retention_clock (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  kept_time       INTEGER NOT NULL, -- goes on while a receiver runs, and over a stop as far as a signature confirms it
  clock_time      INTEGER NOT NULL, -- what the receiver's clock showed when this was written
  signed_time     INTEGER, -- it is at least so late, as signatures prove; null until there was one
  unconfirmed     INTEGER NOT NULL, -- milliseconds that clocks claim to have passed over stops, and no signature confirmed
  forgotten_up_to INTEGER NOT NULL -- in seconds: signatures from then or before may have been forgotten
);

-- Up to which delivery had been received when.
CREATE TABLE receipt_mark (
  seq       INTEGER PRIMARY KEY,
  kept_time INTEGER NOT NULL
);

-- What each handler subscribes to that was ever started, whether it is there or not; an empty event_name is every event.
-- It lasts until somebody ends it.
CREATE TABLE subscription (
  handler    TEXT NOT NULL,
  event_name TEXT NOT NULL,
  PRIMARY KEY (handler, event_name)
) WITHOUT ROWID;

-- Written while the inbox is out of order, to see whether it can be written again.
CREATE TABLE write_probe (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  written_at INTEGER NOT NULL
);

-- What operators want of handlers. version grows by one with each change, so that nobody takes an old answer for a
-- new one.
CREATE TABLE handler_control (
  handler    TEXT    NOT NULL PRIMARY KEY,
  paused     INTEGER NOT NULL CHECK (paused IN (0, 1)),
  version    INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Requests that were turned away, so that a wrong secret can be seen for what it is. Their number is bounded.
CREATE TABLE rejection (
  id          INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they were kept; never used twice
  received_at INTEGER NOT NULL,
  address     TEXT    NOT NULL, -- who sent it, or the proxy in between
  reason      TEXT    NOT NULL, -- the code of the log and the metrics
  detail      TEXT,             -- what was wrong, and where
  header      TEXT,             -- the signature header, the signature itself cut short; null when there was none
  size        INTEGER NOT NULL, -- of the body, in bytes
  left_out    INTEGER NOT NULL, -- how many more of the same reason came at about this time and were not kept
  findings    TEXT,             -- what would make it valid, one a line; null when nobody looked
  signature_lines TEXT,         -- the headers that may carry the signature, whole; as body_start
  body_start  BLOB              -- its first bytes, only where fs.webhook.rejections.keep-body is on
);

CREATE INDEX rejection_received ON rejection (received_at, id);

-- How much happened in a minute. Each run of a receiver has rows of its own: none waits for another's, and what is
-- written twice counts once.
CREATE TABLE activity (
  minute     INTEGER NOT NULL, -- since 1970
  run        INTEGER NOT NULL, -- who counted; each start is another one
  received   INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  handled    INTEGER NOT NULL,
  failed     INTEGER NOT NULL,
  dead       INTEGER NOT NULL,
  pending    INTEGER, -- the most that were pending at once; null when nobody looked
  PRIMARY KEY (minute, run)
) WITHOUT ROWID;

-- The attempts of each handler in a minute, as activity.
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

-- What operators did.
CREATE TABLE audit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  who    TEXT    NOT NULL, -- the name of the token, or of the server's user
  role   TEXT    NOT NULL,
  action TEXT    NOT NULL,
  target TEXT    NOT NULL,
  detail TEXT
);

-- Replays and discards of many tasks: what was wanted, and how far it is. Their number is bounded.
CREATE TABLE operation (
  id         INTEGER PRIMARY KEY, -- known before it is written, so that writing it may be repeated
  kind       TEXT    NOT NULL CHECK (kind IN ('replay', 'discard')),
  state      TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed', 'interrupted')),
  node_id    INTEGER NOT NULL, -- who runs it
  who        TEXT    NOT NULL, -- the name of the token, or of the server's user
  role       TEXT    NOT NULL,
  filter     TEXT    NOT NULL, -- as in the query of a list
  handlers   TEXT, -- null for the task's own; else as the filter
  matched    INTEGER, -- to how many tasks it applied when it began; null until they are counted
  done       INTEGER NOT NULL, -- how many of them it has changed
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  detail     TEXT -- why it failed
);

-- Which key the deliveries have as their duplicate_key, up to which one.
CREATE TABLE duplicate_rule (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  deciding      TEXT    NOT NULL CHECK (deciding IN ('body_key', 'signature_key')),
  applied_up_to INTEGER  NOT NULL -- a seq; the largest number once it is done
);

-- How far these tables have followed the receipt log.
CREATE TABLE receipt_log (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  applied INTEGER NOT NULL, -- the number of the last record that is in them
  mark    INTEGER NOT NULL  -- changes with each commit that must be synced: one without a change would not be
);

INSERT INTO receipt_log (id, applied, mark) VALUES (1, 0, 0);
