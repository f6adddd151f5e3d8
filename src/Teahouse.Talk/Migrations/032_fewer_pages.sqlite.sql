-- A message touches as few pages as can be: each is written to the log whole.

-- ends: the ends of the room's event graph, which the next event names as its predecessors; ids with a blank between them.
ALTER TABLE talk_room ADD COLUMN ends TEXT NOT NULL DEFAULT '';
UPDATE talk_room SET ends = COALESCE((SELECT group_concat(x.event_id, ' ') FROM talk_extremity x WHERE x.room = talk_room.room), '');
DROP TABLE talk_extremity;

-- Under which transaction id a device has sent an event (pos): a repeated one gives the same event.
CREATE TABLE talk_request (
    pos INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    transaction_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (person, device_id, transaction_key)
) STRICT;
INSERT INTO talk_request (pos, person, device_id, transaction_key, at)
    SELECT e.pos, t.person, t.device_id, t.transaction_key, t.at FROM talk_transaction t JOIN talk_event e ON e.event_id = t.event_id;
DROP TABLE talk_transaction;
