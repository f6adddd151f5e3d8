-- A person's wallet. passkey_user: what a payment passkey knows its owner by: random, so that neither handle nor id lies on a device.
CREATE TABLE pay_wallet (person bigint PRIMARY KEY, passkey_user text NOT NULL UNIQUE);

-- Links from the app into the wallet, as SHA-256: each is spent once, and soon.
CREATE TABLE pay_link (token bytea PRIMARY KEY, person bigint NOT NULL, expires_at bigint NOT NULL);
CREATE INDEX pay_link_of_person ON pay_link (person);

-- token: SHA-256. scope: 1 receives and pays back, 2 does all. passkey: the id of the payment passkey that signed in; null for a link.
CREATE TABLE pay_session (
    token bytea PRIMARY KEY,
    id text NOT NULL UNIQUE,
    person bigint NOT NULL,
    scope bigint NOT NULL,
    passkey text,
    name text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX pay_session_of_person ON pay_session (person, created_at);

CREATE TABLE pay_passkey (
    credential bytea PRIMARY KEY,
    id text NOT NULL UNIQUE,
    person bigint NOT NULL,
    name text NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    transports text NOT NULL,
    flags bigint NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint
);
CREATE INDEX pay_passkey_of_person ON pay_passkey (person);

-- A passkey ceremony that waits for its answer. person is 0 before sign-in.
CREATE TABLE pay_ceremony (
    id bytea PRIMARY KEY,
    purpose text NOT NULL,
    person bigint NOT NULL,
    state text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX pay_ceremony_by_end ON pay_ceremony (expires_at);
