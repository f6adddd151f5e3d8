-- Messages that wait for a device. json: the finished event.
CREATE TABLE talk_to_device (
    pos INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    json BLOB NOT NULL
) STRICT;
CREATE INDEX talk_to_device_by_device ON talk_to_device (person, device_id, pos);

-- What a device has sent already: a repeated transaction sends nothing.
CREATE TABLE talk_to_device_transaction (
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    type TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person, device_id, type, transaction_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_to_device_transaction_by_time ON talk_to_device_transaction (at);
