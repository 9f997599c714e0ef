-- What belongs to a message goes with it when it is old enough, and keeps it when it is not.
CREATE INDEX message_related ON message (related) WHERE related IS NOT NULL;
