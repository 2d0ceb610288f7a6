-- @feature allocations

-- Counts who held the fund. Whoever waited for it finds a higher number than it saw, and looks again at what the others left.
alter table allocation_runs add column turn bigint not null default 0;
