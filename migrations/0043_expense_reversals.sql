-- @feature cases

-- An expense that was wrong is reversed once, never changed: who said so, why, and the public log's name for the reversal.
alter table expenses
  add column reversal_id uuid,
  add column reversal_reason text,
  add column reversed_by uuid,
  add constraint reversal_is_whole check (num_nulls(reversed_at, reversal_id, reversal_reason) in (0, 3));
