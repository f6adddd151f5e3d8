-- Payees who are cash desks: they take bank notes and give as much of their own money for them. cash_limit: how much in a day (minor units), null
-- for no cash desk; cash_since: when the operator said so; cash_day, cash_taken: how much it was since that day began.
ALTER TABLE pay_payee ADD COLUMN cash_limit bigint;
ALTER TABLE pay_payee ADD COLUMN cash_since bigint;
ALTER TABLE pay_payee ADD COLUMN cash_day bigint NOT NULL DEFAULT 0;
ALTER TABLE pay_payee ADD COLUMN cash_taken bigint NOT NULL DEFAULT 0;
