-- @feature broadcasts

-- A list of filters was whoever any of them describes; from now on a group may ask for several at once, and others are excepted. Of every organisation.
alter table broadcasts no force row level security;
update broadcasts set audience = jsonb_build_object(
  'anyOf', (select jsonb_agg(jsonb_build_array(filter) order by place) from jsonb_array_elements(audience) with ordinality as said (filter, place)),
  'butNot', '[]'::jsonb)
where jsonb_typeof(audience) = 'array';
alter table broadcasts force row level security;
