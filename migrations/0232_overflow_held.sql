-- @feature gifts
-- What may overflow into a campaign while it is being paid is looked for at every gift to that campaign which comes near its cap.
create index gift_intents_by_overflow on gift_intents (organisation_id, overflow_campaign_id, created_at)
  where overflow_campaign_id is not null;
