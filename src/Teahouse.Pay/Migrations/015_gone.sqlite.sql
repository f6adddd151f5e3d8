-- forgets: 1 where the thaw that is coming forgets the payment passkeys that are lost, because they are gone for good.
ALTER TABLE pay_guard ADD COLUMN forgets INTEGER NOT NULL DEFAULT 0;
