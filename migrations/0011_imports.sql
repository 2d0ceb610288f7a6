-- @feature imports

-- The file's headings in their order, and the values the operator gave once for every row ({"<field>": "<text>"}).
alter table imports add column columns text[] not null default '{}';
alter table imports add column fixed jsonb not null default '{}';
-- The Failure that ended an import before its rows were through.
alter table imports add column failure jsonb;
create index imports_unfinished on imports (organisation_id, import_id) where state in ('checking', 'applying');
create index import_rows_waiting on import_rows (organisation_id, import_id, row_number) where applied_at is null;
