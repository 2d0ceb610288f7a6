-- @feature gifts
-- What others are paying at this moment, asked by every form that is sent for a campaign with a cap.
create index gift_intents_by_campaign on gift_intents (organisation_id, campaign_id, created_at);
