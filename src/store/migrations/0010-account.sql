-- The user's own account: who read what, sessions of its pages, and what is left of deleted accounts.

-- What applications read with the leave of users, summed up by the hour. `vehicle_id` is 0 where it was about the
-- user. No references to applications and vehicles: what is gone may have read, and been read, all the same.
create table access_log (
  user_id bigint not null references users on delete cascade,
  began_at timestamptz not null,
  client_id text not null,
  vehicle_id bigint not null,
  kind text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  reads bigint not null,
  primary key (user_id, began_at, client_id, vehicle_id, kind)
);
create index on access_log (began_at);
create index on access_log (user_id, client_id, last_at);

-- When the first of an unbroken row of consents was given.
alter table consents add column since timestamptz;
update consents set since = granted_at;
alter table consents alter column since set not null;

-- Whose token it is was never asked before.
create index on access_tokens (user_id, application_id);

-- Who is signed in to the account pages. It ends with the password: `password_mark` is a hash of its hash.
create table account_sessions (
  token_hash bytea primary key,
  user_id bigint not null references users on delete cascade,
  password_mark bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on account_sessions (user_id);
create index on account_sessions (expires_at);

-- Receipts: when, and how much of what. Nothing in them says whose it was.
create table erasures (
  id text primary key,
  asked_at timestamptz not null,
  finished_at timestamptz
);
create table erasure_counts (
  erasure_id text not null references erasures on delete cascade,
  kind text not null,
  count bigint not null,
  primary key (erasure_id, kind)
);

-- Vehicles whose data is still to be deleted. No reference: a vehicle that is removed meanwhile has data, too.
create table erasure_vehicles (
  vehicle_id bigint primary key,
  erasure_id text not null references erasures
);
create index on erasure_vehicles (erasure_id);

-- From then on nothing is taken of what the vehicle sends, until somebody links it again.
alter table vehicles add column silenced_at timestamptz;
create index on vehicles (id) where silenced_at is not null;
