-- Codes that payees show. id: what the code has, and all of the payee that it has. number: which of the payee's it is. key: the request's
-- Idempotency-Key. amount: of a code for one payment; null on a poster. until: when such a code ends. ended_at: when it was withdrawn.
-- paid: the charge that pays it, or is about to.
CREATE TABLE pay_poster (
    id TEXT PRIMARY KEY,
    payee INTEGER NOT NULL,
    number INTEGER NOT NULL,
    key BLOB NOT NULL,
    label TEXT,
    amount INTEGER,
    reference TEXT,
    at INTEGER NOT NULL,
    until INTEGER,
    ended_at INTEGER,
    paid BLOB,
    UNIQUE (payee, key),
    UNIQUE (payee, number)
) STRICT, WITHOUT ROWID;

-- Which of them a charge pays; null where a payer showed a code.
ALTER TABLE pay_charge ADD COLUMN poster TEXT;
CREATE INDEX pay_charge_by_poster ON pay_charge (poster) WHERE poster IS NOT NULL;
