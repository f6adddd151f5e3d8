-- What a person keeps with their account: JSON that only they see. room: 0 for what belongs to no room.
-- Of m.push_rules: what differs from the default rules.
CREATE TABLE talk_account_data (
    person bigint NOT NULL,
    room bigint NOT NULL,
    type text NOT NULL,
    content text NOT NULL,
    pos bigint NOT NULL,
    PRIMARY KEY (person, room, type)
);
CREATE INDEX talk_account_data_by_pos ON talk_account_data (person, pos);

-- Filters exactly as clients gave them. filter_id: a hash of the text, so that the same filter is kept once.
CREATE TABLE talk_filter (
    person bigint NOT NULL,
    filter_id text NOT NULL,
    filter text NOT NULL,
    defined_at bigint NOT NULL,
    PRIMARY KEY (person, filter_id)
);

-- How far somebody has read a room. person: null for people of other servers. thread_id: '' for receipts that know no
-- threads. receipt_type: m.read, m.read.private, and m.fully_read, which is told as account data.
CREATE TABLE talk_receipt (
    room bigint NOT NULL,
    user_id text NOT NULL,
    person bigint,
    receipt_type text NOT NULL,
    thread_id text NOT NULL,
    event_id text NOT NULL,
    event_pos bigint NOT NULL,
    ts bigint NOT NULL,
    pos bigint NOT NULL,
    PRIMARY KEY (room, user_id, receipt_type, thread_id)
);
CREATE INDEX talk_receipt_by_room ON talk_receipt (room, pos);
CREATE INDEX talk_receipt_by_person ON talk_receipt (person, room);

-- What people reported. Nothing reads it yet.
CREATE TABLE talk_report (
    report bigint PRIMARY KEY,
    person bigint NOT NULL,
    room_id text,
    event_id text,
    user_id text,
    reason text,
    reported_at bigint NOT NULL
);
CREATE INDEX talk_report_by_person ON talk_report (person);
