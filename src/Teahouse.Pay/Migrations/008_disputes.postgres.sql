-- Payments that their payer disputes, each once. until: by when the payee answers before the house may decide without them. words, answer: what
-- the two say. amount: what the house gives back by its decision, 0 for nothing; refund: the money back that it is. told: 0 while the two
-- have yet to be told what the operator did beside the server.
CREATE TABLE pay_dispute (
    id text PRIMARY KEY,
    charge bytea NOT NULL UNIQUE,
    payer bigint NOT NULL,
    payee bigint NOT NULL,
    reason text NOT NULL,
    words text NOT NULL,
    at bigint NOT NULL,
    until bigint NOT NULL,
    state bigint NOT NULL,
    answer text,
    answered_at bigint,
    amount bigint,
    decision text,
    decided_at bigint,
    refund bytea,
    told bigint NOT NULL
);
CREATE INDEX pay_dispute_of_payer ON pay_dispute (payer, at);
CREATE INDEX pay_dispute_of_payee ON pay_dispute (payee, at);
CREATE INDEX pay_dispute_open ON pay_dispute (at) WHERE state < 10;
CREATE INDEX pay_dispute_untold ON pay_dispute (id) WHERE told = 0;

-- Each time somebody of the house looked at one.
CREATE TABLE pay_dispute_look (dispute text NOT NULL, number bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (dispute, number));
