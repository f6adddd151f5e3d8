-- Versions count up per person and are never given twice: a deleted one stays as an empty row.
-- etag: the position of the last change of its keys.
CREATE TABLE talk_backup (
    person INTEGER NOT NULL,
    version INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    auth_data TEXT NOT NULL,
    etag INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (person, version)
) STRICT, WITHOUT ROWID;

-- session_data: the room key, encrypted for the holder of the recovery key.
CREATE TABLE talk_backup_key (
    person INTEGER NOT NULL,
    version INTEGER NOT NULL,
    room_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    first_message_index INTEGER NOT NULL,
    forwarded_count INTEGER NOT NULL,
    is_verified INTEGER NOT NULL,
    session_data TEXT NOT NULL,
    pos INTEGER NOT NULL,
    PRIMARY KEY (person, version, room_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_backup_key_by_change ON talk_backup_key (person, version, pos);
