-- What guards a wallet. charged: each charge says which one it was decided after, so that two at once cannot both be the last under a limit.
-- frozen_at: since when nothing goes out. thaws_at: when a freeze ends by itself, asked for with the recovery code. freeze_code: SHA-256.
-- payment, day: the person's own limits in minor units, null for the house's; raised_*: what they asked for, and from when it holds.
CREATE TABLE pay_guard (
    person bigint PRIMARY KEY,
    charged bigint NOT NULL,
    frozen_at bigint,
    thaws_at bigint,
    freeze_code bytea,
    payment bigint,
    day bigint,
    raised_payment bigint,
    raised_day bigint,
    raised_at bigint
);

-- Phones that show codes. key: what codes are made with, sealed under the key file. One at a time is not ended.
CREATE TABLE pay_phone (
    id text PRIMARY KEY,
    person bigint NOT NULL,
    name text NOT NULL,
    key bytea NOT NULL,
    since bigint NOT NULL,
    ended_at bigint
);
CREATE UNIQUE INDEX pay_phone_of_person ON pay_phone (person) WHERE ended_at IS NULL;
CREATE INDEX pay_phone_by_person ON pay_phone (person);

-- One-time numbers. wrong: how many codes came with it and a wrong HMAC. spent_at: when it was paid with, or burned.
CREATE TABLE pay_alias (
    alias bigint PRIMARY KEY,
    phone text NOT NULL,
    given_at bigint NOT NULL,
    until bigint NOT NULL,
    wrong bigint NOT NULL,
    spent_at bigint
);
CREATE INDEX pay_alias_of_phone ON pay_alias (phone, until) WHERE spent_at IS NULL;
CREATE INDEX pay_alias_by_end ON pay_alias (until);

-- Codes that were charged. id: also the ledger's transfer. number: which of the payee's it is. key: the request's Idempotency-Key.
-- why: for what the phone is asked. until: when a question ends. goods_at: when what is held is for good. confirmed: by a payment passkey.
-- offline: counts to what goes to unverified payees without network. word: what the payer is told of a refusal. refunded: what came back.
CREATE TABLE pay_charge (
    id bytea PRIMARY KEY,
    number bigint NOT NULL,
    receipt text NOT NULL,
    payee bigint NOT NULL,
    payer bigint NOT NULL,
    alias bigint NOT NULL,
    key bytea NOT NULL,
    amount bigint NOT NULL,
    source bigint NOT NULL,
    at bigint NOT NULL,
    state bigint NOT NULL,
    why bigint NOT NULL,
    word text,
    until bigint,
    goods_at bigint,
    confirmed bigint NOT NULL,
    offline bigint NOT NULL,
    refunded bigint NOT NULL,
    UNIQUE (payee, key),
    UNIQUE (payee, number)
);
CREATE INDEX pay_charge_of_payee ON pay_charge (payee, at);
CREATE INDEX pay_charge_of_payer ON pay_charge (payer, at);
CREATE INDEX pay_charge_between ON pay_charge (payer, payee, state);
CREATE INDEX pay_charge_open ON pay_charge (at) WHERE state < 10;

-- Money back from a payee. id: also the ledger's transfer.
CREATE TABLE pay_refund (
    id bytea PRIMARY KEY,
    charge bytea NOT NULL,
    payee bigint NOT NULL,
    key bytea NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    state bigint NOT NULL,
    UNIQUE (payee, key)
);
CREATE INDEX pay_refund_of_charge ON pay_refund (charge);
CREATE INDEX pay_refund_open ON pay_refund (at) WHERE state < 10;

-- What was tried with a person's codes, in the word that they alone are told.
CREATE TABLE pay_attempt (
    person bigint NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    word text NOT NULL,
    amount bigint,
    payee bigint,
    PRIMARY KEY (person, number)
);

-- Codes of a payee's that nobody gave out, or with a wrong HMAC: who guesses waits.
CREATE TABLE pay_guess (payee bigint NOT NULL, at bigint NOT NULL);
CREATE INDEX pay_guess_of_payee ON pay_guess (payee, at);
