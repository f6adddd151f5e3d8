-- What was fixed at first start: the house's addresses.
CREATE TABLE host_fixed (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Secrets, sealed with the key file: worth nothing to whoever has only the database.
CREATE TABLE host_secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
