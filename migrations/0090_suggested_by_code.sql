-- @feature people
-- A gift's code came from a chat, and the gift's giver is known by more than that gift: a member makes sure.
alter table person_suggestions drop constraint person_suggestions_matched_by_check;
alter table person_suggestions add check (matched_by in ('email', 'phone', 'code'));
