-- Money that stands in a conversation as a card. id: what the message has, and all that it has. key: the request's Idempotency-Key, and the
-- ledger's transfer into the card. back: the ledger's transfer of what comes back. seed: what a random packet's shares were drawn from.
CREATE TABLE pay_card (
    id bytea PRIMARY KEY,
    kind bigint NOT NULL,
    room text NOT NULL,
    sender bigint NOT NULL,
    key bytea NOT NULL,
    back bytea NOT NULL,
    currency bigint NOT NULL,
    amount bigint NOT NULL,
    seed bytea,
    at bigint NOT NULL,
    until bigint NOT NULL,
    state bigint NOT NULL,
    ending bigint NOT NULL,
    UNIQUE (sender, key)
);
CREATE INDEX pay_card_by_back ON pay_card (back);
CREATE INDEX pay_card_open ON pay_card (until) WHERE state < 10;

-- Whose money it will be. person: null for a share that nobody has taken. transfer: the ledger's, out of the card.
CREATE TABLE pay_card_part (
    card bytea NOT NULL,
    part bigint NOT NULL,
    person bigint,
    amount bigint NOT NULL,
    transfer bytea NOT NULL,
    at bigint NOT NULL,
    state bigint NOT NULL,
    PRIMARY KEY (card, part)
);
CREATE UNIQUE INDEX pay_card_part_of_person ON pay_card_part (card, person) WHERE person IS NOT NULL;
CREATE INDEX pay_card_part_by_person ON pay_card_part (person) WHERE person IS NOT NULL;
CREATE INDEX pay_card_part_claimed ON pay_card_part (at) WHERE state = 1;
CREATE INDEX pay_card_part_by_transfer ON pay_card_part (transfer);
