-- room: the position at which the room was made; short, so that it can stand in every row.
-- events: how many events the room has; each write says which number it was based on.
CREATE TABLE talk_room (
    room bigint PRIMARY KEY,
    room_id text NOT NULL UNIQUE,
    version text NOT NULL,
    events bigint NOT NULL
);

-- pdu: the event exactly as it was signed; after a redaction, its redacted form.
-- flags: 1 redacted, 2 outlier, 4 rejected, 8 soft-failed.
CREATE TABLE talk_event (
    pos bigint PRIMARY KEY,
    room bigint NOT NULL,
    event_id text NOT NULL UNIQUE,
    type text NOT NULL,
    state_key text,
    sender text NOT NULL,
    depth bigint NOT NULL,
    ts bigint NOT NULL,
    flags bigint NOT NULL,
    relates_to text,
    rel_type text,
    redacted_by text,
    pdu bytea NOT NULL
);
CREATE INDEX talk_event_by_room ON talk_event (room, pos);
CREATE INDEX talk_event_by_relation ON talk_event (relates_to, pos) WHERE relates_to IS NOT NULL;

-- The state at a position is, per key, the newest row up to it. event_pos may be older than from_pos, or null where a
-- state resolution took a key away.
CREATE TABLE talk_state (
    room bigint NOT NULL,
    type text NOT NULL,
    state_key text NOT NULL,
    from_pos bigint NOT NULL,
    event_pos bigint,
    PRIMARY KEY (room, type, state_key, from_pos)
);
CREATE INDEX talk_state_by_position ON talk_state (room, from_pos);

-- Who stands where now. person: null for people of other servers.
CREATE TABLE talk_member (
    room bigint NOT NULL,
    user_id text NOT NULL,
    person bigint,
    membership text NOT NULL,
    event_pos bigint NOT NULL,
    forgotten bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (room, user_id)
);
CREATE INDEX talk_member_by_person ON talk_member (person, membership);

-- Every step of a member from one membership to another (not changes of a name or picture).
CREATE TABLE talk_member_change (
    pos bigint PRIMARY KEY,
    room bigint NOT NULL,
    user_id text NOT NULL,
    person bigint,
    membership text NOT NULL,
    previous text
);
CREATE INDEX talk_member_change_by_person ON talk_member_change (person, pos);
CREATE INDEX talk_member_change_by_room ON talk_member_change (room, pos);

-- The ends of a room's event graph: what the next event names as its predecessors. A set, for the day of forks.
CREATE TABLE talk_extremity (
    room bigint NOT NULL,
    event_id text NOT NULL,
    PRIMARY KEY (room, event_id)
);

-- What a device has sent already under which transaction id: a repeated one gives the same event.
CREATE TABLE talk_transaction (
    person bigint NOT NULL,
    device_id text NOT NULL,
    transaction_key text NOT NULL,
    event_id text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (person, device_id, transaction_key)
);
CREATE INDEX talk_transaction_by_event ON talk_transaction (event_id);
CREATE INDEX talk_transaction_by_time ON talk_transaction (at);
