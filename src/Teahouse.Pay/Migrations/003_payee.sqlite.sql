-- Payees of whom the operator has seen who they are. name: under which whoever pays them sees them; no two have the same.
CREATE TABLE pay_payee (
    person INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    verified_at INTEGER NOT NULL
) STRICT;
