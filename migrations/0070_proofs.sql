-- @feature organisations
-- What sign-in remembers beside better-auth's own tables; global like them, and without personal data.

-- When whoever holds a session last proved, by password or code, that it is them: acts that move money or power ask for it again.
create table auth.proofs (
  session_id text primary key references auth.session on delete cascade,
  proved_at timestamptz not null
);

-- Codes of authenticator apps that were tried: none is taken twice. Rows older than a code can live are deleted with the next try.
create table auth.tried_codes (
  user_id text not null references auth."user" on delete cascade,
  code text not null,
  tried_at timestamptz not null,
  primary key (user_id, code)
);

grant select, insert, update, delete on auth.proofs, auth.tried_codes to riscontro_app;
