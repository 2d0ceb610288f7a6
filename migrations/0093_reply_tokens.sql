-- @feature conversations

-- What the newest event gave us to answer by, once and free of charge, until then. Gone with the first message that takes it.
alter table conversations
  add column reply_token text,
  add column reply_token_expires_at timestamptz;
