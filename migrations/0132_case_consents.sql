-- @feature cases

-- What a guardian allowed to be told of a child, as it was signed. Nothing of it ever changes: what is allowed later is another
-- record, and its end is a row of its own.
create table case_consents (
  organisation_id uuid not null,
  case_consent_id uuid not null,
  case_id uuid not null,
  -- Who signed: sealed, opened only for members who may read medical fields.
  guardian_sealed bytea not null,
  relation text not null check (relation in ('mother', 'father', 'grandparent', 'guardian', 'self', 'other')),
  -- The child's first name, sealed; there only where it may be told.
  first_name_sealed bytea,
  given_on date not null,
  -- The last day it holds.
  expires_on date not null,
  -- Which document was seen; names no person.
  evidence text not null,
  evidence_file_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (organisation_id, case_consent_id),
  foreign key (organisation_id, case_id) references cases,
  foreign key (organisation_id, evidence_file_id) references files,
  check (expires_on >= given_on)
);
create index case_consents_by_case on case_consents (organisation_id, case_id, recorded_at);
create index case_consents_by_expiry on case_consents (organisation_id, expires_on);
select guard_tenant_table('case_consents', 'select, insert');

-- @feature cases
-- One thing that may be told, for one purpose, through one channel or through any.
create table case_consent_scopes (
  organisation_id uuid not null,
  case_consent_id uuid not null,
  field text not null check (field in ('pseudonym', 'first_name', 'region', 'age', 'condition', 'picture', 'story')),
  purpose text not null check (purpose in ('report_to_givers', 'public_page', 'appeal')),
  channel text not null,
  primary key (organisation_id, case_consent_id, field, purpose, channel),
  foreign key (organisation_id, case_consent_id) references case_consents
);
select guard_tenant_table('case_consent_scopes', 'select, insert');

-- @feature cases
-- The end of a consent: withdrawn by whoever gave it, or past its last day.
create table case_consent_ends (
  organisation_id uuid not null,
  case_consent_id uuid not null,
  kind text not null check (kind in ('withdrawn', 'expired')),
  at timestamptz not null,
  ended_by uuid,
  reason text,
  primary key (organisation_id, case_consent_id),
  foreign key (organisation_id, case_consent_id) references case_consents
);
select guard_tenant_table('case_consent_ends', 'select, insert');

-- @feature cases
-- What the words of an update tell of the child, in fields of a consent: where one of them is not allowed, it is not told.
alter table updates add column tells text[] not null default '{pseudonym,region,condition,story}';

-- @feature cases
-- When a member read the medical fields of a case, by the hour: the audit says it once for each.
create table case_medical_reads (
  organisation_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  hour timestamptz not null,
  primary key (organisation_id, case_id, member_id, hour),
  foreign key (organisation_id, case_id) references cases
);
select guard_tenant_table('case_medical_reads', 'select, insert');

-- Roles are rows: those that exist already learn the new permission.
update roles set permissions = permissions || array['cases.medical']
where role in ('owner', 'programme_officer', 'finance') and not 'cases.medical' = any(permissions);
