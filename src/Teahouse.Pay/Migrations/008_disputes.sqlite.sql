-- Payments that their payer disputes, each once. until: by when the payee answers before the house may decide without them. words, answer: what
-- the two say. amount: what the house gives back by its decision, 0 for nothing; refund: the money back that it is. told: 0 while the two
-- have yet to be told what the operator did beside the server.
CREATE TABLE pay_dispute (
    id TEXT PRIMARY KEY,
    charge BLOB NOT NULL UNIQUE,
    payer INTEGER NOT NULL,
    payee INTEGER NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    state INTEGER NOT NULL,
    answer TEXT,
    answered_at INTEGER,
    amount INTEGER,
    decision TEXT,
    decided_at INTEGER,
    refund BLOB,
    told INTEGER NOT NULL
) STRICT;
CREATE INDEX pay_dispute_of_payer ON pay_dispute (payer, at);
CREATE INDEX pay_dispute_of_payee ON pay_dispute (payee, at);
CREATE INDEX pay_dispute_open ON pay_dispute (at) WHERE state < 10;
CREATE INDEX pay_dispute_untold ON pay_dispute (id) WHERE told = 0;

-- Each time somebody of the house looked at one.
CREATE TABLE pay_dispute_look (dispute TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (dispute, number)) STRICT, WITHOUT ROWID;
