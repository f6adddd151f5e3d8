-- Money that somebody asks for in a conversation, of one person or of several. key: the request's Idempotency-Key. withdrawn: 1 where nobody
-- is asked any more.
CREATE TABLE pay_tally (
    id BLOB PRIMARY KEY,
    room TEXT NOT NULL,
    asker INTEGER NOT NULL,
    key BLOB NOT NULL,
    currency INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    UNIQUE (asker, key)
) STRICT;
CREATE INDEX pay_tally_of_asker ON pay_tally (asker, at);

-- Who pays how much of it. transfer: the ledger's, under the payer's Idempotency-Key; null while nobody has begun to pay.
CREATE TABLE pay_tally_part (
    tally BLOB NOT NULL,
    part INTEGER NOT NULL,
    person INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    transfer BLOB,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (tally, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX pay_tally_part_of_person ON pay_tally_part (person);
CREATE UNIQUE INDEX pay_tally_part_by_transfer ON pay_tally_part (transfer, person) WHERE transfer IS NOT NULL;
CREATE INDEX pay_tally_part_claimed ON pay_tally_part (at) WHERE state = 1;
