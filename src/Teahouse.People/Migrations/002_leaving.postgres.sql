-- Who has left while other modules have not yet done their part; the next start goes on with it.
CREATE TABLE people_leaving (
    person bigint PRIMARY KEY,
    erase bigint NOT NULL
);
