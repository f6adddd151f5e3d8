CREATE TABLE test_note (id text NOT NULL PRIMARY KEY, body text, pos bigint NOT NULL);
CREATE TABLE test_page (id text NOT NULL PRIMARY KEY, version bigint NOT NULL);
INSERT INTO test_page (id, version) VALUES ('page', 0);
