-- What a person writes on a payment into the house, so that it becomes theirs: random, and once for ever.
CREATE TABLE pay_reference (reference text PRIMARY KEY, person bigint NOT NULL UNIQUE, at bigint NOT NULL);

-- Files of payments for the bank, each written once. iban, name, bic: the operator's account as it was then, so that a file can be written
-- again byte for byte.
CREATE TABLE pay_batch (number bigint PRIMARY KEY, at bigint NOT NULL, iban text NOT NULL, name text NOT NULL, bic text);

-- Money that people take out. iban, name: to where, empty for the bank that is none, and once it is forgotten. taken, ended, back: the
-- ledger's transfers: from the person; to the bank or back to the person; and back from the bank after all. batch: the file that it went
-- out with. confirmed: whether the bank's statement has shown it.
CREATE TABLE pay_payout (
    id text PRIMARY KEY,
    person bigint NOT NULL,
    key bytea NOT NULL,
    amount bigint NOT NULL,
    iban text NOT NULL,
    name text NOT NULL,
    taken bytea NOT NULL UNIQUE,
    ended bytea NOT NULL UNIQUE,
    back bytea NOT NULL UNIQUE,
    at bigint NOT NULL,
    state bigint NOT NULL,
    batch bigint,
    confirmed bigint NOT NULL,
    reason text,
    ended_at bigint,
    UNIQUE (person, key)
);
CREATE INDEX pay_payout_of_person ON pay_payout (person, at);
CREATE INDEX pay_payout_open ON pay_payout (at) WHERE state < 10;
CREATE INDEX pay_payout_of_batch ON pay_payout (batch) WHERE batch IS NOT NULL;
CREATE INDEX pay_payout_to_forget ON pay_payout (ended_at) WHERE state >= 10 AND iban <> '';

-- What the bank's statements show, each entry once. account, reference: the statement's account and the bank's own name for the entry.
-- state: 1 on its way to a person, 11 theirs, 12 of payouts, 13 dealt with by the operator, 2 not understood. words: what stands on it,
-- while it is not understood. why: why it is not, or what the operator said.
CREATE TABLE pay_bank_entry (
    id text PRIMARY KEY,
    transfer bytea NOT NULL UNIQUE,
    account text NOT NULL,
    reference text NOT NULL,
    credit bigint NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    booked text NOT NULL,
    at bigint NOT NULL,
    state bigint NOT NULL,
    person bigint,
    payout text,
    words text,
    why text
);
CREATE INDEX pay_bank_entry_open ON pay_bank_entry (at) WHERE state < 10;
CREATE INDEX pay_bank_entry_of_person ON pay_bank_entry (person) WHERE person IS NOT NULL;
