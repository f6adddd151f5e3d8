-- Rooms that their people have put into the house's list.
CREATE TABLE talk_published (
    room INTEGER PRIMARY KEY
) STRICT;
