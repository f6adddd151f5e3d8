-- Who has left the house and has money in their wallet still: their payment passkeys open it until it is empty (decision 026). at: since when (milliseconds).
CREATE TABLE pay_left (person bigint PRIMARY KEY, at bigint NOT NULL);
