-- @feature cases

-- A page of the paper a guardian signed. Sealed off like who signed: for members who may read medical fields, each reading noted.
create table case_consent_papers (
  organisation_id uuid not null,
  case_consent_paper_id uuid not null,
  case_consent_id uuid not null,
  file_id uuid not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  primary key (organisation_id, case_consent_paper_id),
  foreign key (organisation_id, case_consent_id) references case_consents,
  foreign key (organisation_id, file_id) references files
);
create index case_consent_papers_by_consent on case_consent_papers (organisation_id, case_consent_id, uploaded_at);
select guard_tenant_table('case_consent_papers', 'select, insert');

-- Nothing ever wrote it: a paper often comes after the record, and has more than one page.
alter table case_consents drop column evidence_file_id;
