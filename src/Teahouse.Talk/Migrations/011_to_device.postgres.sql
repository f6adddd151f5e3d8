-- Messages that wait for a device. json: the finished event.
CREATE TABLE talk_to_device (
    pos bigint PRIMARY KEY,
    person bigint NOT NULL,
    device_id text NOT NULL,
    json bytea NOT NULL
);
CREATE INDEX talk_to_device_by_device ON talk_to_device (person, device_id, pos);

-- What a device has sent already: a repeated transaction sends nothing.
CREATE TABLE talk_to_device_transaction (
    person bigint NOT NULL,
    device_id text NOT NULL,
    type text NOT NULL,
    transaction_id text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (person, device_id, type, transaction_id)
);
CREATE INDEX talk_to_device_transaction_by_time ON talk_to_device_transaction (at);
