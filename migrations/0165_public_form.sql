-- @feature gifts

-- The case put forward that the donor chose on the form; what it does not lack goes where it is needed, as the form said.
alter table gift_intents add column case_id uuid;

-- What a cap left no room for: a gift to the sibling campaign out of the payment of this other gift. They share a journal.
alter table gifts add column rest_of_gift_id uuid;
alter table gifts add foreign key (organisation_id, rest_of_gift_id) references gifts;
create unique index gifts_by_rest on gifts (organisation_id, rest_of_gift_id) where rest_of_gift_id is not null;

-- Of a gift that is not anonymous, the public list may show the initials of its giver in place of the name.
alter table gifts add column shows_initials boolean not null default false;
alter table gift_intents add column shows_initials boolean not null default false;

-- Pages go on behind a gift: however many came at the same moment, a page costs a page.
drop index gifts_by_time;
create index gifts_by_time on gifts (organisation_id, received_at desc, gift_id desc);
drop index gifts_by_campaign;
create index gifts_by_campaign on gifts (organisation_id, campaign_id, received_at desc, gift_id desc);
