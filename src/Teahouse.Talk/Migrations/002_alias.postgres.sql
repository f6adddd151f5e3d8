-- Names of rooms that people can say to each other: #name:server.
CREATE TABLE talk_alias (
    alias text PRIMARY KEY,
    room bigint NOT NULL,
    creator bigint NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX talk_alias_by_room ON talk_alias (room);
