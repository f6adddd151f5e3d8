-- Money that somebody asks for in a conversation, of one person or of several. key: the request's Idempotency-Key. withdrawn: 1 where nobody
-- is asked any more.
CREATE TABLE pay_tally (
    id bytea PRIMARY KEY,
    room text NOT NULL,
    asker bigint NOT NULL,
    key bytea NOT NULL,
    currency bigint NOT NULL,
    amount bigint NOT NULL,
    note text,
    at bigint NOT NULL,
    until bigint NOT NULL,
    withdrawn bigint NOT NULL,
    UNIQUE (asker, key)
);
CREATE INDEX pay_tally_of_asker ON pay_tally (asker, at);

-- Who pays how much of it. transfer: the ledger's, under the payer's Idempotency-Key; null while nobody has begun to pay.
CREATE TABLE pay_tally_part (
    tally bytea NOT NULL,
    part bigint NOT NULL,
    person bigint NOT NULL,
    amount bigint NOT NULL,
    transfer bytea,
    at bigint NOT NULL,
    state bigint NOT NULL,
    PRIMARY KEY (tally, part)
);
CREATE INDEX pay_tally_part_of_person ON pay_tally_part (person);
CREATE UNIQUE INDEX pay_tally_part_by_transfer ON pay_tally_part (transfer, person) WHERE transfer IS NOT NULL;
CREATE INDEX pay_tally_part_claimed ON pay_tally_part (at) WHERE state = 1;
