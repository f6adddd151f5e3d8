-- Rooms that their people have put into the house's list.
CREATE TABLE talk_published (
    room bigint PRIMARY KEY
);
