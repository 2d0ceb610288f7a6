-- @feature connectors
alter table order_returns
  -- What it puts right, as it was said the first time: said again it names the same, whatever became of the first since.
  add column corrects_id uuid;
