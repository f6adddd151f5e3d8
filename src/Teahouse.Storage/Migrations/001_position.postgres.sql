CREATE TABLE storage_position (only_row bigint PRIMARY KEY CHECK (only_row = 1), last bigint NOT NULL);
-- From 1, so that 0 means "before everything" also in a house where nothing has happened.
INSERT INTO storage_position (only_row, last) VALUES (1, 1);

-- A batch goes to the server in one message, so a refused claim must stop it there: by an error of our own.
CREATE FUNCTION storage_must_change(changed bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF changed = 0 THEN
        RAISE EXCEPTION 'the claim changed no row' USING ERRCODE = 'TH001';
    END IF;
    RETURN changed;
END $$;
