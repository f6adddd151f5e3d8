-- A person's wallet. passkey_user: what a payment passkey knows its owner by: random, so that neither handle nor id lies on a device.
CREATE TABLE pay_wallet (person INTEGER PRIMARY KEY, passkey_user TEXT NOT NULL UNIQUE) STRICT;

-- Links from the app into the wallet, as SHA-256: each is spent once, and soon.
CREATE TABLE pay_link (token BLOB PRIMARY KEY, person INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE INDEX pay_link_of_person ON pay_link (person);

-- token: SHA-256. scope: 1 receives and pays back, 2 does all. passkey: the id of the payment passkey that signed in; null for a link.
CREATE TABLE pay_session (
    token BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    passkey TEXT,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pay_session_of_person ON pay_session (person, created_at);

CREATE TABLE pay_passkey (
    credential BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person INTEGER NOT NULL,
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    transports TEXT NOT NULL,
    flags INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX pay_passkey_of_person ON pay_passkey (person);

-- A passkey ceremony that waits for its answer. person is 0 before sign-in.
CREATE TABLE pay_ceremony (
    id BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    person INTEGER NOT NULL,
    state TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pay_ceremony_by_end ON pay_ceremony (expires_at);
