-- room: the position at which the room was made; short, so that it can stand in every row.
-- events: how many events the room has; each write says which number it was based on.
CREATE TABLE talk_room (
    room INTEGER PRIMARY KEY,
    room_id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    events INTEGER NOT NULL
) STRICT;

-- pdu: the event exactly as it was signed; after a redaction, its redacted form.
-- flags: 1 redacted, 2 outlier, 4 rejected, 8 soft-failed.
CREATE TABLE talk_event (
    pos INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    event_id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    state_key TEXT,
    sender TEXT NOT NULL,
    depth INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    relates_to TEXT,
    rel_type TEXT,
    redacted_by TEXT,
    pdu BLOB NOT NULL
) STRICT;
CREATE INDEX talk_event_by_room ON talk_event (room, pos);
CREATE INDEX talk_event_by_relation ON talk_event (relates_to, pos) WHERE relates_to IS NOT NULL;

-- The state at a position is, per key, the newest row up to it. event_pos may be older than from_pos, or null where a
-- state resolution took a key away.
CREATE TABLE talk_state (
    room INTEGER NOT NULL,
    type TEXT NOT NULL,
    state_key TEXT NOT NULL,
    from_pos INTEGER NOT NULL,
    event_pos INTEGER,
    PRIMARY KEY (room, type, state_key, from_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_state_by_position ON talk_state (room, from_pos);

-- Who stands where now. person: null for people of other servers.
CREATE TABLE talk_member (
    room INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    person INTEGER,
    membership TEXT NOT NULL,
    event_pos INTEGER NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_member_by_person ON talk_member (person, membership);

-- Every step of a member from one membership to another (not changes of a name or picture).
CREATE TABLE talk_member_change (
    pos INTEGER PRIMARY KEY,
    room INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    person INTEGER,
    membership TEXT NOT NULL,
    previous TEXT
) STRICT;
CREATE INDEX talk_member_change_by_person ON talk_member_change (person, pos);
CREATE INDEX talk_member_change_by_room ON talk_member_change (room, pos);

-- The ends of a room's event graph: what the next event names as its predecessors. A set, for the day of forks.
CREATE TABLE talk_extremity (
    room INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (room, event_id)
) STRICT, WITHOUT ROWID;

-- What a device has sent already under which transaction id: a repeated one gives the same event.
CREATE TABLE talk_transaction (
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    transaction_key TEXT NOT NULL,
    event_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, device_id, transaction_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_transaction_by_event ON talk_transaction (event_id);
CREATE INDEX talk_transaction_by_time ON talk_transaction (at);
