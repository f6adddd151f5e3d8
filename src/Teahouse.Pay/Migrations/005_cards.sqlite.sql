-- Money that stands in a conversation as a card. id: what the message has, and all that it has. key: the request's Idempotency-Key, and the
-- ledger's transfer into the card. back: the ledger's transfer of what comes back. seed: what a random packet's shares were drawn from.
CREATE TABLE pay_card (
    id BLOB PRIMARY KEY,
    kind INTEGER NOT NULL,
    room TEXT NOT NULL,
    sender INTEGER NOT NULL,
    key BLOB NOT NULL,
    back BLOB NOT NULL,
    currency INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    seed BLOB,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    state INTEGER NOT NULL,
    ending INTEGER NOT NULL,
    UNIQUE (sender, key)
) STRICT;
CREATE INDEX pay_card_by_back ON pay_card (back);
CREATE INDEX pay_card_open ON pay_card (until) WHERE state < 10;

-- Whose money it will be. person: null for a share that nobody has taken. transfer: the ledger's, out of the card.
CREATE TABLE pay_card_part (
    card BLOB NOT NULL,
    part INTEGER NOT NULL,
    person INTEGER,
    amount INTEGER NOT NULL,
    transfer BLOB NOT NULL,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (card, part)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pay_card_part_of_person ON pay_card_part (card, person) WHERE person IS NOT NULL;
CREATE INDEX pay_card_part_by_person ON pay_card_part (person) WHERE person IS NOT NULL;
CREATE INDEX pay_card_part_claimed ON pay_card_part (at) WHERE state = 1;
CREATE INDEX pay_card_part_by_transfer ON pay_card_part (transfer);
