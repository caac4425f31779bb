-- Vehicles, who may reach them, what they sent and what is known of them.

create table vehicles (
  id bigint generated always as identity primary key,
  vin text not null unique,
  motorization text not null check (motorization in ('Electric', 'Hybrid', 'Thermic', 'Hydrogen')),
  brand text,
  label text,
  pictures text[],
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table vehicle_credentials (
  username text primary key,
  vehicle_id bigint not null references vehicles on delete cascade,
  secret_hash bytea not null,
  created_at timestamptz not null default now()
);
create index on vehicle_credentials (vehicle_id);

create table vehicle_presence (
  vehicle_id bigint primary key references vehicles on delete cascade,
  is_connected boolean not null,
  reason text not null,
  changed_at timestamptz not null
);

-- One row a vehicle: what its projections carry from report to report. Written with every batch that
-- touches the vehicle, so rows stay in place (fill factor) and out of the overflow table.
create table vehicle_states (
  vehicle_id bigint primary key references vehicles on delete cascade,
  state jsonb not null,
  updated_at timestamptz not null
) with (fillfactor = 45, toast_tuple_target = 8160);

-- History: one row a report, in one partition a day (by the time of measurement, UTC).
create table telemetry (
  vehicle_id bigint not null,
  at timestamptz not null,
  key bigint not null,
  received_at timestamptz not null,
  source text not null,
  privacy text not null,
  kinds bigint not null,
  groups jsonb not null,
  primary key (vehicle_id, at, key)
) partition by range (at);

-- What was taken already: one row a message, in one partition a day (by the day of receipt), kept 72 hours.
create table seen_messages (
  vehicle_id bigint not null,
  key bigint not null,
  received_at timestamptz not null
) partition by range (received_at);
create index on seen_messages (vehicle_id, key);

create table dead_letters (
  id bigint generated always as identity primary key,
  vehicle_id bigint not null references vehicles on delete cascade,
  channel text not null,
  received_at timestamptz not null,
  reason text not null,
  payload bytea not null,
  retry_asked_at timestamptz
);
create index on dead_letters (retry_asked_at) where retry_asked_at is not null;

create table users (
  id bigint generated always as identity primary key,
  email text not null,
  password_hash text not null,
  first_name text,
  last_name text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index on users (lower(email));

create table user_vehicles (
  user_id bigint not null references users on delete cascade,
  vehicle_id bigint not null references vehicles on delete cascade,
  public_id text not null unique,
  created_at timestamptz not null default now(),
  primary key (user_id, vehicle_id)
);

create table applications (
  id bigint generated always as identity primary key,
  client_id text not null unique,
  secret_hash bytea not null,
  name text not null,
  redirect_uris text[] not null default '{}',
  created_at timestamptz not null default now()
);

create table access_tokens (
  token_hash bytea primary key,
  application_id bigint not null references applications on delete cascade,
  user_id bigint not null references users on delete cascade,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table partners (
  id bigint generated always as identity primary key,
  login text not null unique,
  password_hash text not null,
  client_id text not null unique,
  created_at timestamptz not null default now()
);

create table fleets (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  partner_id bigint not null references partners on delete cascade,
  name text not null,
  description text,
  created_at timestamptz not null default now()
);

create table fleet_vehicles (
  fleet_id bigint not null references fleets on delete cascade,
  vehicle_id bigint not null references vehicles on delete cascade,
  public_id text not null unique,
  created_at timestamptz not null default now(),
  primary key (fleet_id, vehicle_id)
);

create table admin_tokens (
  token_hash bytea primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);
