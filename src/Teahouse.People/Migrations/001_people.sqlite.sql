-- A person. The row stays when the person has left: a handle is never given out again.
-- "version" grows when the ways to sign in change: who proved themselves before that signs in no more.
CREATE TABLE people_person (
    person INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    looks_like TEXT NOT NULL UNIQUE,
    passkey_user TEXT NOT NULL UNIQUE,
    password TEXT,
    recovery BLOB,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    suspended_at INTEGER,
    suspended_reason TEXT,
    deactivated_at INTEGER
) STRICT;

CREATE TABLE people_profile (
    person INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (person, key)
) STRICT;

CREATE TABLE people_device (
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    display_name TEXT,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (person, device_id)
) STRICT;

-- An access token and, where the client asked for it, the refresh token beside it; both as SHA-256.
-- "replaces" is the access token of the pair that ends when this one is used for the first time. Until "trusted_until" the
-- session needs no further proof: it was opened with a recovery code or the operator's link, by somebody who has nothing else.
CREATE TABLE people_session (
    access BLOB PRIMARY KEY,
    refresh BLOB UNIQUE,
    replaces BLOB,
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    expires_at INTEGER,
    trusted_until INTEGER NOT NULL
) STRICT;
CREATE INDEX people_session_of_device ON people_session (person, device_id);

-- Whose sessions must be read again, in the order of commits: how each process learns what another has ended.
CREATE TABLE people_revocation (position INTEGER PRIMARY KEY, person INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;

-- Login tokens and the operator's links, as SHA-256: each is spent once.
CREATE TABLE people_one_time_token (
    token BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    person INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    trusted_until INTEGER NOT NULL
) STRICT;
CREATE INDEX people_one_time_token_of_person ON people_one_time_token (person);

-- Registration tokens that the operator gave out, as SHA-256.
CREATE TABLE people_invitation (
    token BLOB PRIMARY KEY,
    uses_left INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;

CREATE TABLE people_passkey (
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
CREATE INDEX people_passkey_of_person ON people_passkey (person);

-- A passkey ceremony that waits for its answer. person is 0 before sign-in.
CREATE TABLE people_ceremony (
    id BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    person INTEGER NOT NULL,
    state TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX people_ceremony_by_end ON people_ceremony (expires_at);

-- What a person must be told about their own sign-in, until they put it away.
CREATE TABLE people_notice (
    id TEXT PRIMARY KEY,
    person INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX people_notice_of_person ON people_notice (person, at);
