-- What a person keeps with their account: JSON that only they see. room: 0 for what belongs to no room.
-- Of m.push_rules: what differs from the default rules.
CREATE TABLE talk_account_data (
    person INTEGER NOT NULL,
    room INTEGER NOT NULL,
    type TEXT NOT NULL,
    content TEXT NOT NULL,
    pos INTEGER NOT NULL,
    PRIMARY KEY (person, room, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_account_data_by_pos ON talk_account_data (person, pos);

-- Filters exactly as clients gave them. filter_id: a hash of the text, so that the same filter is kept once.
CREATE TABLE talk_filter (
    person INTEGER NOT NULL,
    filter_id TEXT NOT NULL,
    filter TEXT NOT NULL,
    defined_at INTEGER NOT NULL,
    PRIMARY KEY (person, filter_id)
) STRICT, WITHOUT ROWID;

-- How far somebody has read a room. person: null for people of other servers. thread_id: '' for receipts that know no
-- threads. receipt_type: m.read, m.read.private, and m.fully_read, which is told as account data.
CREATE TABLE talk_receipt (
    room INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    person INTEGER,
    receipt_type TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    event_pos INTEGER NOT NULL,
    ts INTEGER NOT NULL,
    pos INTEGER NOT NULL,
    PRIMARY KEY (room, user_id, receipt_type, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_receipt_by_room ON talk_receipt (room, pos);
CREATE INDEX talk_receipt_by_person ON talk_receipt (person, room);

-- What people reported. Nothing reads it yet.
CREATE TABLE talk_report (
    report INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    room_id TEXT,
    event_id TEXT,
    user_id TEXT,
    reason TEXT,
    reported_at INTEGER NOT NULL
) STRICT;
CREATE INDEX talk_report_by_person ON talk_report (person);
