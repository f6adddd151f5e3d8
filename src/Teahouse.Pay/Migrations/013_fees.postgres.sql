-- What payees leave to the house. fee_points: of this payment, in hundredths of a percent, as it was when it was decided; fee_back: what of it was
-- given back with refunds, or is on its way. fee: what of it comes back with this refund.
ALTER TABLE pay_charge ADD COLUMN fee_points bigint NOT NULL DEFAULT 0;
ALTER TABLE pay_charge ADD COLUMN fee_back bigint NOT NULL DEFAULT 0;
ALTER TABLE pay_refund ADD COLUMN fee bigint NOT NULL DEFAULT 0;
