-- Versions count up per person and are never given twice: a deleted one stays as an empty row.
-- etag: the position of the last change of its keys.
CREATE TABLE talk_backup (
    person bigint NOT NULL,
    version bigint NOT NULL,
    algorithm text NOT NULL,
    auth_data text NOT NULL,
    etag bigint NOT NULL,
    deleted bigint NOT NULL,
    PRIMARY KEY (person, version)
);

-- session_data: the room key, encrypted for the holder of the recovery key.
CREATE TABLE talk_backup_key (
    person bigint NOT NULL,
    version bigint NOT NULL,
    room_id text NOT NULL,
    session_id text NOT NULL,
    first_message_index bigint NOT NULL,
    forwarded_count bigint NOT NULL,
    is_verified bigint NOT NULL,
    session_data text NOT NULL,
    pos bigint NOT NULL,
    PRIMARY KEY (person, version, room_id, session_id)
);
CREATE INDEX talk_backup_key_by_change ON talk_backup_key (person, version, pos);
