-- Commands to vehicles, each a state machine: written before every step that is seen outside.
create table remote_actions (
  id bigint generated always as identity primary key,
  -- Its command has the same, under which the vehicle answers.
  public_id text not null unique,
  vehicle_id bigint not null references vehicles on delete cascade,
  callback_id bigint not null references callbacks on delete cascade,
  client_id text not null,
  -- Whose the callback is, with which it goes.
  user_id bigint,
  fleet_id bigint,
  type text not null,
  -- Canonical JSON of what was asked (model/remote.ts), with label and attributes.
  request text not null,
  -- The newest step that was told, as JSON. What is being done may differ: the step of a navigation hides the wake-up.
  step text not null,
  phase text not null check (phase in ('waking', 'sent', 'done')),
  is_done boolean not null generated always as (phase = 'done') stored,
  -- How many there are, late ones too.
  steps integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- A command is never executed after it.
  expires_at timestamptz not null,
  -- When the phase has lasted too long; none when it is done.
  due_at timestamptz,
  check ((user_id is null) <> (fleet_id is null)),
  check ((due_at is null) = (phase = 'done'))
);
create index remote_actions_of_vehicle on remote_actions (vehicle_id, created_at);
create index remote_actions_of_callback on remote_actions (callback_id, vehicle_id, id);
create index remote_actions_due on remote_actions (due_at) where due_at is not null;
create index remote_actions_by_age on remote_actions using brin (created_at);
-- One action of a type is in progress on a vehicle.
create unique index remote_actions_in_progress on remote_actions (vehicle_id, type) where phase <> 'done';

-- Every step, for the owner and the support.
create table remote_steps (
  action_id bigint not null references remote_actions on delete cascade,
  number integer not null,
  at timestamptz not null,
  step text not null,
  -- What came after it was done, and changed nothing.
  is_late boolean not null default false,
  primary key (action_id, number)
);

-- Wake-ups of a vehicle in a calendar month (UTC), `2026-11`.
create table wake_ups (
  vehicle_id bigint not null references vehicles on delete cascade,
  month text not null,
  count integer not null,
  primary key (vehicle_id, month)
);

-- A request that was sent again with the same key within a day gets the same answer.
create table idempotency_keys (
  client_id text not null,
  key text not null,
  request_hash bytea not null,
  action_id bigint not null references remote_actions on delete cascade,
  created_at timestamptz not null,
  primary key (client_id, key)
);
create index idempotency_keys_of_action on idempotency_keys (action_id);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Stop charging at so many percent (an extension).
create table charge_limits (
  vehicle_id bigint not null references vehicles on delete cascade,
  user_id bigint not null references users on delete cascade,
  client_id text not null,
  percent integer not null check (percent between 1 and 100),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (vehicle_id, user_id)
);
create table charge_limit_events (
  id bigint generated always as identity primary key,
  vehicle_id bigint not null references vehicles on delete cascade,
  user_id bigint not null,
  at timestamptz not null,
  level double precision not null,
  action_public_id text,
  outcome text not null
);
create index charge_limit_events_of_vehicle on charge_limit_events (vehicle_id, at);
