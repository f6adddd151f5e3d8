-- Names of rooms that people can say to each other: #name:server.
CREATE TABLE talk_alias (
    alias TEXT PRIMARY KEY,
    room INTEGER NOT NULL,
    creator INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_alias_by_room ON talk_alias (room);
