-- @feature people

-- An e-mail address as somebody typed it on a form or in a file: nobody has proved who reads it, so it joins nobody to anybody and is
-- no chat. Reports of a gift may go there; the identity's own `address` is a name nobody can write from.
alter table identities add column typed_email text;
create index identities_by_typed_email on identities (organisation_id, typed_email) where typed_email is not null;
create index identities_by_mailbox on identities (organisation_id, address) where address like '%@%';

-- Whether whoever reads a mailbox wants no reports, or nobody reads it: they said stop or complained by mail, or mail came back for good.
-- It counts for everybody the address was typed for.
create function mailbox_is_closed(organisation uuid, mailbox text) returns boolean language sql stable as $$
  select exists (select from identities o where o.organisation_id = organisation and o.address = mailbox and o.address like '%@%'
      and (o.state in ('unfollowed', 'blocked')
        or (select c.granted from consents c where c.organisation_id = organisation and c.person_id = o.person_id
          and c.purpose = 'feedback' and c.channel in ('all', 'email') order by c.at desc, c.granted limit 1) = false))
    or exists (select from identities o where o.organisation_id = organisation and o.typed_email = mailbox
      and o.state in ('unfollowed', 'blocked'))
$$;
