-- @feature campaigns

-- The sibling that takes what goes beyond the cap, when the donor agrees; null: the form stops before payment.
alter table campaigns add column overflow_campaign_id uuid;
alter table campaigns add foreign key (organisation_id, overflow_campaign_id) references campaigns;
alter table campaigns add check (overflow_campaign_id <> campaign_id);

-- @feature gifts

-- The donor was asked and agreed: what the cap leaves no room for is a gift of its own to this campaign.
alter table gift_intents add column overflow_campaign_id uuid;
