-- A person. The row stays when the person has left: a handle is never given out again.
-- "version" grows when the ways to sign in change: who proved themselves before that signs in no more.
CREATE TABLE people_person (
    person bigint PRIMARY KEY,
    handle text NOT NULL UNIQUE,
    looks_like text NOT NULL UNIQUE,
    passkey_user text NOT NULL UNIQUE,
    password text,
    recovery bytea,
    version bigint NOT NULL,
    created_at bigint NOT NULL,
    suspended_at bigint,
    suspended_reason text,
    deactivated_at bigint
);

CREATE TABLE people_profile (
    person bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (person, key)
);

CREATE TABLE people_device (
    person bigint NOT NULL,
    device_id text NOT NULL,
    display_name text,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (person, device_id)
);

-- An access token and, where the client asked for it, the refresh token beside it; both as SHA-256.
-- "replaces" is the access token of the pair that ends when this one is used for the first time. Until "trusted_until" the
-- session needs no further proof: it was opened with a recovery code or the operator's link, by somebody who has nothing else.
CREATE TABLE people_session (
    access bytea PRIMARY KEY,
    refresh bytea UNIQUE,
    replaces bytea,
    person bigint NOT NULL,
    device_id text NOT NULL,
    expires_at bigint,
    trusted_until bigint NOT NULL
);
CREATE INDEX people_session_of_device ON people_session (person, device_id);

-- Whose sessions must be read again, in the order of commits: how each process learns what another has ended.
CREATE TABLE people_revocation (position bigint PRIMARY KEY, person bigint NOT NULL, at bigint NOT NULL);

-- Login tokens and the operator's links, as SHA-256: each is spent once.
CREATE TABLE people_one_time_token (
    token bytea PRIMARY KEY,
    kind text NOT NULL,
    person bigint NOT NULL,
    expires_at bigint NOT NULL,
    trusted_until bigint NOT NULL
);
CREATE INDEX people_one_time_token_of_person ON people_one_time_token (person);

-- Registration tokens that the operator gave out, as SHA-256.
CREATE TABLE people_invitation (
    token bytea PRIMARY KEY,
    uses_left bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint
);

CREATE TABLE people_passkey (
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
CREATE INDEX people_passkey_of_person ON people_passkey (person);

-- A passkey ceremony that waits for its answer. person is 0 before sign-in.
CREATE TABLE people_ceremony (
    id bytea PRIMARY KEY,
    purpose text NOT NULL,
    person bigint NOT NULL,
    state text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX people_ceremony_by_end ON people_ceremony (expires_at);

-- What a person must be told about their own sign-in, until they put it away.
CREATE TABLE people_notice (
    id text PRIMARY KEY,
    person bigint NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX people_notice_of_person ON people_notice (person, at);
