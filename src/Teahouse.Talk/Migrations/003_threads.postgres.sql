-- The threads of a room are found by the events in them, without reading all that was ever said.
CREATE INDEX talk_event_in_thread ON talk_event (room, pos) WHERE rel_type = 'm.thread';
