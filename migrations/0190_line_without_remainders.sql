-- @feature allocations

-- What can give, lane by lane in the order of the line, apart from what only waits to close a need: a gift more reads none of the
-- thousands of remainders at the head of the line, and none of other lanes.
drop index open_gifts_beside_queue;
create index open_gifts_usable on open_gifts (organisation_id, fund_id, currency, lane, received_at, gift_id)
  where open_minor >= minimum_slice_minor or open_minor = allocatable_minor;
create index open_gifts_remainders on open_gifts (organisation_id, fund_id, currency, lane, open_minor)
  where open_minor < minimum_slice_minor and open_minor < allocatable_minor;
-- Where every gift takes part, none is too small.
create index open_gifts_taking_part on open_gifts (organisation_id, fund_id, currency, received_at, gift_id)
  where lane = 'every_gift';
