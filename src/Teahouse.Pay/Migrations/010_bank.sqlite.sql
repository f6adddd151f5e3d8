-- What a person writes on a payment into the house, so that it becomes theirs: random, and once for ever.
CREATE TABLE pay_reference (reference TEXT PRIMARY KEY, person INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;

-- Files of payments for the bank, each written once. iban, name, bic: the operator's account as it was then, so that a file can be written
-- again byte for byte.
CREATE TABLE pay_batch (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, iban TEXT NOT NULL, name TEXT NOT NULL, bic TEXT) STRICT;

-- Money that people take out. iban, name: to where, empty for the bank that is none, and once it is forgotten. taken, ended, back: the
-- ledger's transfers: from the person; to the bank or back to the person; and back from the bank after all. batch: the file that it went
-- out with. confirmed: whether the bank's statement has shown it.
CREATE TABLE pay_payout (
    id TEXT PRIMARY KEY,
    person INTEGER NOT NULL,
    key BLOB NOT NULL,
    amount INTEGER NOT NULL,
    iban TEXT NOT NULL,
    name TEXT NOT NULL,
    taken BLOB NOT NULL UNIQUE,
    ended BLOB NOT NULL UNIQUE,
    back BLOB NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    batch INTEGER,
    confirmed INTEGER NOT NULL,
    reason TEXT,
    ended_at INTEGER,
    UNIQUE (person, key)
) STRICT;
CREATE INDEX pay_payout_of_person ON pay_payout (person, at);
CREATE INDEX pay_payout_open ON pay_payout (at) WHERE state < 10;
CREATE INDEX pay_payout_of_batch ON pay_payout (batch) WHERE batch IS NOT NULL;
CREATE INDEX pay_payout_to_forget ON pay_payout (ended_at) WHERE state >= 10 AND iban <> '';

-- What the bank's statements show, each entry once. account, reference: the statement's account and the bank's own name for the entry.
-- state: 1 on its way to a person, 11 theirs, 12 of payouts, 13 dealt with by the operator, 2 not understood. words: what stands on it,
-- while it is not understood. why: why it is not, or what the operator said.
CREATE TABLE pay_bank_entry (
    id TEXT PRIMARY KEY,
    transfer BLOB NOT NULL UNIQUE,
    account TEXT NOT NULL,
    reference TEXT NOT NULL,
    credit INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    booked TEXT NOT NULL,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    person INTEGER,
    payout TEXT,
    words TEXT,
    why TEXT
) STRICT;
CREATE INDEX pay_bank_entry_open ON pay_bank_entry (at) WHERE state < 10;
CREATE INDEX pay_bank_entry_of_person ON pay_bank_entry (person) WHERE person IS NOT NULL;
