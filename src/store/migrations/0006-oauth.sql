-- The authorization server: what applications may ask for, what users granted, and what was handed out for it.

-- How a user is called outside: in tokens, and at the authorization server.
alter table users add column public_id text not null unique default replace(gen_random_uuid()::text, '-', '');

alter table applications
  -- What may be asked for; a scope covers those that begin with it and a colon.
  add column scopes text[] not null default '{data,remote}',
  add column grants text[] not null default '{authorization_code,refresh_token}',
  -- The operator's own: a token without scopes of data covers all data, and passwords may be sent (if allowed).
  add column is_first_party boolean not null default false,
  -- While secrets are changed both open the door.
  add column previous_secret_hash bytea,
  add column previous_secret_until timestamptz;

-- Null for tokens that were minted by command.
alter table access_tokens
  add column grant_id text,
  add column how_granted text;
create index on access_tokens (grant_id) where grant_id is not null;
create index on access_tokens (expires_at);

-- Codes, refresh tokens, sessions and the like. `content` can be read only by who knows the id, of which there is
-- the hash: src/oauth/seal.ts.
create table oauth_items (
  kind text not null,
  id_hash bytea not null,
  content bytea not null,
  grant_id text,
  user_id bigint references users on delete cascade,
  application_id bigint references applications on delete cascade,
  created_at timestamptz not null default now(),
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (kind, id_hash)
);
create index on oauth_items (grant_id) where grant_id is not null;
create index on oauth_items (user_id, application_id);
create index on oauth_items (application_id);
create index on oauth_items (expires_at);

-- What a user allowed an application.
create table consents (
  user_id bigint not null references users on delete cascade,
  application_id bigint not null references applications on delete cascade,
  scopes text[] not null,
  granted_at timestamptz not null,
  primary key (user_id, application_id)
);
create index on consents (application_id);

-- Keys that sign tokens and cookies; every process of this database uses the same.
create table oauth_keys (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);

-- A code that proves who has the vehicle: short-lived, a few tries, used once.
create table vehicle_pairings (
  vehicle_id bigint primary key references vehicles on delete cascade,
  code_hash text not null,
  tries_left integer not null,
  expires_at timestamptz not null
);
