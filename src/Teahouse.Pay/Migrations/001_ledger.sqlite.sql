-- version: each write of the ledger says which one it was based on. last: the number of its newest transfer.
CREATE TABLE pay_ledger (
    currency INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT;

-- person: null for the house's own, and for people who are gone. floor: the least that the balance may be; null for none.
CREATE TABLE pay_account (
    account INTEGER PRIMARY KEY,
    currency INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    person INTEGER,
    floor INTEGER,
    frozen INTEGER NOT NULL,
    opened_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pay_account_of_person ON pay_account (person, currency, kind) WHERE person IS NOT NULL;

-- What was asked, word for word, and what became of it; also of what failed, so that its id has failed for ever.
-- caller: the account on whose behalf it was asked. chain: the number of the first transfer of its chain.
-- amount: of a post, 0 is all that is held.
CREATE TABLE pay_transfer (
    currency INTEGER NOT NULL,
    number INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    caller INTEGER NOT NULL,
    id BLOB NOT NULL,
    phase INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    pending_caller INTEGER,
    pending_id BLOB,
    timeout INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    PRIMARY KEY (currency, number),
    UNIQUE (caller, id)
) STRICT, WITHOUT ROWID;

-- What a transfer did to an account: minor units, negative for a debit, and the balance after it.
CREATE TABLE pay_entry (
    account INTEGER NOT NULL,
    number INTEGER NOT NULL,
    currency INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    balance INTEGER NOT NULL,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

-- What a pending transfer holds. ended_by: the transfer that posted, voided or expired it; posted: how much of it moved.
CREATE TABLE pay_hold (
    currency INTEGER NOT NULL,
    number INTEGER NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    expires_at INTEGER,
    ended_by INTEGER,
    posted INTEGER NOT NULL,
    PRIMARY KEY (currency, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX pay_hold_by_debit ON pay_hold (debit) WHERE ended_by IS NULL;
CREATE INDEX pay_hold_by_credit ON pay_hold (credit) WHERE ended_by IS NULL;
CREATE INDEX pay_hold_by_expiry ON pay_hold (currency, expires_at) WHERE ended_by IS NULL AND expires_at IS NOT NULL;
