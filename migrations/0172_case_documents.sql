-- @feature cases

-- A document that shows what was done for a child, such as a discharge letter. No page for donors ever shows it: members read it before
-- "treated" is told.
create table case_documents (
  organisation_id uuid not null,
  case_document_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('operation_report', 'discharge_letter', 'check_up', 'doctor_letter', 'other')),
  file_id uuid not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  primary key (organisation_id, case_document_id),
  foreign key (organisation_id, case_id) references cases,
  foreign key (organisation_id, file_id) references files
);
create index case_documents_by_case on case_documents (organisation_id, case_id, uploaded_at desc);
select guard_tenant_table('case_documents', 'select, insert, update');

-- @feature cases
-- What proves an update: a document of its case, or the bill of an expense.
alter table updates
  add column proof_document_id uuid,
  add column proof_expense_id uuid,
  add foreign key (organisation_id, proof_document_id) references case_documents,
  add foreign key (organisation_id, proof_expense_id) references expenses,
  add check (num_nonnulls(proof_document_id, proof_expense_id) <= 1);
create index updates_by_proof_document on updates (organisation_id, proof_document_id) where proof_document_id is not null;
