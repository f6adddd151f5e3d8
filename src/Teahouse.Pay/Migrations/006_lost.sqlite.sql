-- lost_at: since when a payment passkey is said to be on a device that was lost: it still signs in, and confirms nothing.
ALTER TABLE pay_passkey ADD COLUMN lost_at INTEGER;
CREATE INDEX pay_guard_by_thaw ON pay_guard (thaws_at) WHERE thaws_at IS NOT NULL;
