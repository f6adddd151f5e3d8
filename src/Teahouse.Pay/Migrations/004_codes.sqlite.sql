-- What guards a wallet. charged: each charge says which one it was decided after, so that two at once cannot both be the last under a limit.
-- frozen_at: since when nothing goes out. thaws_at: when a freeze ends by itself, asked for with the recovery code. freeze_code: SHA-256.
-- payment, day: the person's own limits in minor units, null for the house's; raised_*: what they asked for, and from when it holds.
CREATE TABLE pay_guard (
    person INTEGER PRIMARY KEY,
    charged INTEGER NOT NULL,
    frozen_at INTEGER,
    thaws_at INTEGER,
    freeze_code BLOB,
    payment INTEGER,
    day INTEGER,
    raised_payment INTEGER,
    raised_day INTEGER,
    raised_at INTEGER
) STRICT;

-- Phones that show codes. key: what codes are made with, sealed under the key file. One at a time is not ended.
CREATE TABLE pay_phone (
    id TEXT PRIMARY KEY,
    person INTEGER NOT NULL,
    name TEXT NOT NULL,
    key BLOB NOT NULL,
    since INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX pay_phone_of_person ON pay_phone (person) WHERE ended_at IS NULL;
CREATE INDEX pay_phone_by_person ON pay_phone (person);

-- One-time numbers. wrong: how many codes came with it and a wrong HMAC. spent_at: when it was paid with, or burned.
CREATE TABLE pay_alias (
    alias INTEGER PRIMARY KEY,
    phone TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    spent_at INTEGER
) STRICT;
CREATE INDEX pay_alias_of_phone ON pay_alias (phone, until) WHERE spent_at IS NULL;
CREATE INDEX pay_alias_by_end ON pay_alias (until);

-- Codes that were charged. id: also the ledger's transfer. number: which of the payee's it is. key: the request's Idempotency-Key.
-- why: for what the phone is asked. until: when a question ends. goods_at: when what is held is for good. confirmed: by a payment passkey.
-- offline: counts to what goes to unverified payees without network. word: what the payer is told of a refusal. refunded: what came back.
CREATE TABLE pay_charge (
    id BLOB PRIMARY KEY,
    number INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    payee INTEGER NOT NULL,
    payer INTEGER NOT NULL,
    alias INTEGER NOT NULL,
    key BLOB NOT NULL,
    amount INTEGER NOT NULL,
    source INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    why INTEGER NOT NULL,
    word TEXT,
    until INTEGER,
    goods_at INTEGER,
    confirmed INTEGER NOT NULL,
    offline INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    UNIQUE (payee, key),
    UNIQUE (payee, number)
) STRICT;
CREATE INDEX pay_charge_of_payee ON pay_charge (payee, at);
CREATE INDEX pay_charge_of_payer ON pay_charge (payer, at);
CREATE INDEX pay_charge_between ON pay_charge (payer, payee, state);
CREATE INDEX pay_charge_open ON pay_charge (at) WHERE state < 10;

-- Money back from a payee. id: also the ledger's transfer.
CREATE TABLE pay_refund (
    id BLOB PRIMARY KEY,
    charge BLOB NOT NULL,
    payee INTEGER NOT NULL,
    key BLOB NOT NULL,
    amount INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    UNIQUE (payee, key)
) STRICT;
CREATE INDEX pay_refund_of_charge ON pay_refund (charge);
CREATE INDEX pay_refund_open ON pay_refund (at) WHERE state < 10;

-- What was tried with a person's codes, in the word that they alone are told.
CREATE TABLE pay_attempt (
    person INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    word TEXT NOT NULL,
    amount INTEGER,
    payee INTEGER,
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

-- Codes of a payee's that nobody gave out, or with a wrong HMAC: who guesses waits.
CREATE TABLE pay_guess (payee INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX pay_guess_of_payee ON pay_guess (payee, at);
