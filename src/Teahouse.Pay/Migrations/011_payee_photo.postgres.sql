-- What payers see beside a verified name. photo_name: what it is asked for by, the digest of its bytes; who has not been told it cannot guess it.
ALTER TABLE pay_payee ADD COLUMN photo bytea;
ALTER TABLE pay_payee ADD COLUMN photo_type text;
ALTER TABLE pay_payee ADD COLUMN photo_name text;
CREATE INDEX pay_payee_by_photo ON pay_payee (photo_name) WHERE photo_name IS NOT NULL;
