-- A replay counts the attempts of a handling anew, so each attempt says which replay it belongs to: 0 for those that
-- followed from the receipt. And what was dead can be discarded.
ALTER TABLE handling DROP CONSTRAINT handling_state_check;
ALTER TABLE handling ADD CONSTRAINT handling_state_check
  CHECK (state IN ('waiting', 'retrying', 'succeeded', 'dead', 'discarded'));
ALTER TABLE handling ADD COLUMN replay INTEGER NOT NULL DEFAULT 0; -- how many times it was begun again

ALTER TABLE attempt ADD COLUMN replay INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ALTER COLUMN replay DROP DEFAULT;
ALTER TABLE attempt DROP CONSTRAINT attempt_pkey;
ALTER TABLE attempt ADD PRIMARY KEY (delivery_seq, handler, replay, number);
