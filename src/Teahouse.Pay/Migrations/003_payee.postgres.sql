-- Payees of whom the operator has seen who they are. name: under which whoever pays them sees them; no two have the same.
CREATE TABLE pay_payee (
    person bigint PRIMARY KEY,
    name text NOT NULL UNIQUE,
    verified_at bigint NOT NULL
);
