-- What a round says, how often people wish to hear it, and what has been put right.

-- @feature feedback
-- The words of a programme around what is told: Liquid's {{ name }} and {% if name %}. The newest is the one that holds.
create table feedback_templates (
  organisation_id uuid not null,
  programme_id uuid not null,
  kind text not null check (kind in ('news', 'correction', 'closing')),
  -- A channel kind, or 'all'.
  channel text not null,
  language text not null,
  title text not null,
  text text not null,
  label text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (organisation_id, programme_id, kind, channel, language),
  foreign key (organisation_id, programme_id) references programmes,
  foreign key (organisation_id, written_by) references members
);
select guard_tenant_table('feedback_templates', 'select, insert, update, delete');

-- How often and of what a person wishes to hear. Append-only, as consents are; the newest holds. Silence means each, all.
-- @feature feedback
create table feedback_wishes (
  organisation_id uuid not null,
  feedback_wish_id uuid not null,
  person_id uuid not null,
  rhythm text not null check (rhythm in ('each', 'monthly', 'end', 'none')),
  content text not null check (content in ('all', 'milestones')),
  source text not null check (source in ('preferences', 'member', 'keyword', 'merge')),
  at timestamptz not null,
  primary key (organisation_id, feedback_wish_id),
  foreign key (organisation_id, person_id) references persons
);
create index feedback_wishes_by_person on feedback_wishes (organisation_id, person_id, at desc, feedback_wish_id desc);
select guard_tenant_table('feedback_wishes', 'select, insert');

-- An update that puts an earlier one right. Both stay, and so do their lines in the log.
-- @feature feedback
create table feedback_corrections (
  organisation_id uuid not null,
  update_id uuid not null,
  corrects_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, update_id),
  foreign key (organisation_id, update_id) references updates,
  foreign key (organisation_id, corrects_id) references updates,
  check (update_id <> corrects_id)
);
create index feedback_corrections_by_first on feedback_corrections (organisation_id, corrects_id);
select guard_tenant_table('feedback_corrections', 'select, insert');

-- How the closing report of a programme ended for each of its donors: one message each, with all that is theirs.
-- @feature feedback
create table feedback_closings (
  organisation_id uuid not null,
  feedback_round_id uuid not null,
  person_id uuid not null,
  -- The newest of the gifts; its page tells the whole story.
  gift_id uuid not null,
  share_minor bigint not null check (share_minor > 0),
  currency text not null,
  result text not null check (result in ('queued', 'sent', 'shown', 'held')),
  reason text,
  delivery_id uuid,
  at timestamptz not null,
  primary key (organisation_id, feedback_round_id, person_id),
  foreign key (organisation_id, feedback_round_id) references feedback_rounds,
  foreign key (organisation_id, person_id) references persons,
  foreign key (organisation_id, gift_id) references gifts
);
create index feedback_closings_by_delivery on feedback_closings (organisation_id, delivery_id) where delivery_id is not null;
select guard_tenant_table('feedback_closings', 'select, insert, update');

alter table feedback_rounds
  add column kind text not null default 'progress'
    check (kind in ('progress', 'digest', 'milestone', 'correction', 'closing')),
  -- Not before this moment; null: as soon as it is approved.
  add column sends_at timestamptz,
  -- The programme's templates as the approver saw them: what is written afterwards changes nothing that was approved.
  add column templates jsonb,
  -- Of a closing report: what the money did, as the approver saw it.
  add column use_of_funds jsonb;
