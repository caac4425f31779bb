-- Administration: who may change things, with what they come in, and what they changed.

create table administrators (
  id bigint generated always as identity primary key,
  name text not null,
  password_hash text not null,
  role text not null check (role in ('admin', 'operator', 'viewer')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index on administrators (lower(name));

create table admin_sessions (
  id text primary key,
  token_hash bytea not null unique,
  administrator_id bigint not null references administrators on delete cascade,
  address text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on admin_sessions (administrator_id);
create index on admin_sessions (expires_at);

-- Long-lived, for programs. Those of older versions were of the demo, and opened nothing.
alter table admin_tokens
  add column id bigint generated always as identity unique,
  add column role text not null default 'admin' check (role in ('admin', 'operator', 'viewer')),
  add column expires_at timestamptz;

-- One row a change. `before` and `after` are JSON, and hold no secrets.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who_kind text not null check (who_kind in ('administrator', 'token', 'command')),
  who text not null,
  address text not null,
  operation text not null,
  subject_kind text not null,
  subject text not null,
  before text,
  after text
);
create index on audit_log (subject, id);
create index on audit_log (who, id);
create index on audit_log (at);

-- Who is gone is gone from here as well: that something was changed stays, what it said of them does not.
create function scrub_audit() returns trigger language plpgsql as $$
begin
  update audit_log set before = null, after = null where subject_kind = 'user' and subject = old.public_id;
  return null;
end $$;
create trigger scrub_audit after delete on users for each row execute function scrub_audit();

-- For the operator and their tools; what a vehicle speaks is decided by the topic it publishes on.
alter table vehicles add column generation smallint check (generation in (1, 2));

-- Gateways close the connections of vehicles whose secret was changed or withdrawn.
create function tell_credential() returns trigger language plpgsql as $$
begin
  perform pg_notify('roadwire_credentials', old.vehicle_id::text);
  return null;
end $$;
create trigger tell_credential after delete on vehicle_credentials for each row execute function tell_credential();
create trigger tell_new_secret after update on vehicle_credentials for each row
  when (old.secret_hash is distinct from new.secret_hash) execute function tell_credential();
