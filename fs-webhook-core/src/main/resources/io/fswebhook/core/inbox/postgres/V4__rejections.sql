-- Requests that were turned away, so that a wrong secret can be seen for what it is. Their number is bounded.
CREATE TABLE rejection (
  id          BIGINT  PRIMARY KEY GENERATED ALWAYS AS IDENTITY, -- the order in which they were kept
  received_at BIGINT  NOT NULL,
  address     TEXT    NOT NULL, -- who sent it, or the proxy in between
  reason      TEXT    NOT NULL, -- the code of the log and the metrics
  detail      TEXT,             -- what was wrong, and where
  header      TEXT,             -- the signature header, the signature itself cut short; null when there was none
  size        INTEGER NOT NULL, -- of the body, in bytes
  body_start  BYTEA,            -- its first bytes, only where fs.webhook.rejections.keep-body is on
  left_out    BIGINT  NOT NULL  -- how many more of the same reason came at about this time and were not kept
);
