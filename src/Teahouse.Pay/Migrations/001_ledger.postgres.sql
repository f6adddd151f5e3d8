-- version: each write of the ledger says which one it was based on. last: the number of its newest transfer.
CREATE TABLE pay_ledger (
    currency bigint PRIMARY KEY,
    version bigint NOT NULL,
    last bigint NOT NULL
);

-- person: null for the house's own, and for people who are gone. floor: the least that the balance may be; null for none.
CREATE TABLE pay_account (
    account bigint PRIMARY KEY,
    currency bigint NOT NULL,
    kind bigint NOT NULL,
    person bigint,
    floor bigint,
    frozen bigint NOT NULL,
    opened_at bigint NOT NULL
);
CREATE UNIQUE INDEX pay_account_of_person ON pay_account (person, currency, kind) WHERE person IS NOT NULL;

-- What was asked, word for word, and what became of it; also of what failed, so that its id has failed for ever.
-- caller: the account on whose behalf it was asked. chain: the number of the first transfer of its chain.
-- amount: of a post, 0 is all that is held.
CREATE TABLE pay_transfer (
    currency bigint NOT NULL,
    number bigint NOT NULL,
    chain bigint NOT NULL,
    caller bigint NOT NULL,
    id bytea NOT NULL,
    phase bigint NOT NULL,
    kind bigint NOT NULL,
    debit bigint NOT NULL,
    credit bigint NOT NULL,
    amount bigint NOT NULL,
    pending_caller bigint,
    pending_id bytea,
    timeout bigint NOT NULL,
    at bigint NOT NULL,
    outcome bigint NOT NULL,
    PRIMARY KEY (currency, number),
    UNIQUE (caller, id)
);

-- What a transfer did to an account: minor units, negative for a debit, and the balance after it.
CREATE TABLE pay_entry (
    account bigint NOT NULL,
    number bigint NOT NULL,
    currency bigint NOT NULL,
    amount bigint NOT NULL,
    balance bigint NOT NULL,
    PRIMARY KEY (account, number)
);

-- What a pending transfer holds. ended_by: the transfer that posted, voided or expired it; posted: how much of it moved.
CREATE TABLE pay_hold (
    currency bigint NOT NULL,
    number bigint NOT NULL,
    debit bigint NOT NULL,
    credit bigint NOT NULL,
    amount bigint NOT NULL,
    expires_at bigint,
    ended_by bigint,
    posted bigint NOT NULL,
    PRIMARY KEY (currency, number)
);
CREATE INDEX pay_hold_by_debit ON pay_hold (debit) WHERE ended_by IS NULL;
CREATE INDEX pay_hold_by_credit ON pay_hold (credit) WHERE ended_by IS NULL;
CREATE INDEX pay_hold_by_expiry ON pay_hold (currency, expires_at) WHERE ended_by IS NULL AND expires_at IS NOT NULL;
