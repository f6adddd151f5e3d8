CREATE TABLE storage_position (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), last INTEGER NOT NULL) STRICT;
-- From 1, so that 0 means "before everything" also in a house where nothing has happened.
INSERT INTO storage_position (only_row, last) VALUES (1, 1);
