-- What was fixed at first start: the house's addresses.
CREATE TABLE host_fixed (name text PRIMARY KEY, value text NOT NULL);

-- Secrets, sealed with the key file: worth nothing to whoever has only the database.
CREATE TABLE host_secret (name text PRIMARY KEY, sealed bytea NOT NULL);
