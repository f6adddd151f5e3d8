CREATE TABLE storage_position (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), last INTEGER NOT NULL) STRICT;
INSERT INTO storage_position (only_row, last) VALUES (1, 0);
