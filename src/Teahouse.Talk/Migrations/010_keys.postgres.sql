-- json: the identity keys as the device signed them, in canonical form and without what the server adds.
CREATE TABLE talk_device_key (
    person bigint NOT NULL,
    device_id text NOT NULL,
    json text NOT NULL,
    PRIMARY KEY (person, device_id)
);

-- pos: when it was uploaded; keys are given out in this order. claim: the position of the request that was given the key.
-- A claimed key stays for a while, so that an upload that is repeated does not bring it back.
CREATE TABLE talk_one_time_key (
    person bigint NOT NULL,
    device_id text NOT NULL,
    algorithm text NOT NULL,
    key_id text NOT NULL,
    pos bigint NOT NULL,
    at bigint NOT NULL,
    json text NOT NULL,
    claim bigint,
    PRIMARY KEY (person, device_id, algorithm, key_id)
);
CREATE INDEX talk_one_time_key_in_order ON talk_one_time_key (person, device_id, algorithm, pos) WHERE claim IS NULL;
CREATE INDEX talk_one_time_key_by_claim ON talk_one_time_key (claim) WHERE claim IS NOT NULL;

-- What is given out when no one-time key is left; used: 1 when it has been.
CREATE TABLE talk_fallback_key (
    person bigint NOT NULL,
    device_id text NOT NULL,
    algorithm text NOT NULL,
    key_id text NOT NULL,
    json text NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (person, device_id, algorithm)
);

-- usage: master, self_signing or user_signing.
CREATE TABLE talk_cross_signing_key (
    person bigint NOT NULL,
    usage text NOT NULL,
    public_key text NOT NULL,
    json text NOT NULL,
    PRIMARY KEY (person, usage)
);

-- Signatures that came after the key. person and key_id: whose device or master key is signed; signer and signing_key: by whom,
-- with which key. Only the signer sees a signature on another person's key.
CREATE TABLE talk_key_signature (
    person bigint NOT NULL,
    key_id text NOT NULL,
    signer bigint NOT NULL,
    signing_key text NOT NULL,
    signature text NOT NULL,
    PRIMARY KEY (person, key_id, signer, signing_key)
);
CREATE INDEX talk_key_signature_by_signer ON talk_key_signature (signer, signing_key);

-- When the keys of a person changed. only_for: the one person who can see this change; null for all who share a room.
CREATE TABLE talk_device_change (
    pos bigint PRIMARY KEY,
    person bigint NOT NULL,
    user_id text NOT NULL,
    only_for bigint
);
