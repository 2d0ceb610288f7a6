-- @feature conversations

-- How a message travels: {"by": reply|session|push|template, "why": …, "others": further ways there were}.
alter table deliveries add column route jsonb;
-- May go on to another conversation of the same person: it was written to the person, not into this conversation.
alter table deliveries add column follows_person boolean not null default false;
-- A delivery that goes on to another conversation keeps its name, so that whoever sent it follows it without a step. What is left
-- behind is a row of its own, ended as skipped (rerouted): it points to the delivery, the delivery to the first of them.
alter table deliveries add column routed_from uuid;
alter table deliveries add column routed_to uuid;
alter table deliveries add constraint deliveries_routed_from_fkey
  foreign key (organisation_id, routed_from) references deliveries;
alter table deliveries add constraint deliveries_routed_to_fkey
  foreign key (organisation_id, routed_to) references deliveries;
create index deliveries_by_route on deliveries (organisation_id, routed_to) where routed_to is not null;

-- What was sent to whom of late: caps on how often, and windows that allow so many messages.
create index deliveries_by_conversation on deliveries (organisation_id, conversation_id, sending_at) where sending_at is not null;
