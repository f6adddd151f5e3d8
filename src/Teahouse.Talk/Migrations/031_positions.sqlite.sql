-- A sync asks first whether anything came after its place.
CREATE INDEX talk_member_by_place ON talk_member (person, event_pos);
CREATE INDEX talk_receipt_by_position ON talk_receipt (pos);
