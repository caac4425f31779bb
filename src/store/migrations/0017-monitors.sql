-- Where to tell. `kind`: a user's callback, a fleet's callback for remote actions, or the inline webhook of a
-- fleet's monitor. `subscribe` is the canonical JSON (model/monitor.ts).
create table callbacks (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  kind text not null check (kind in ('user', 'fleet', 'monitor')),
  client_id text not null,
  user_id bigint references users on delete cascade,
  fleet_id bigint references fleets on delete cascade,
  label text not null,
  subscribe text not null,
  status text not null default 'Running' check (status in ('Running', 'Paused', 'Failed')),
  -- Signs what is sent, so it is kept as it is. The one before stays good for a while after it was replaced.
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  -- Of the retries: since when nothing got through, and when to try again.
  failing_since timestamptz,
  next_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((user_id is null) <> (fleet_id is null))
);
create index callbacks_of_user on callbacks (user_id, client_id) where user_id is not null;
create index callbacks_of_fleet on callbacks (fleet_id) where fleet_id is not null;

-- What to watch for: on one vehicle of a user, or on all vehicles of a fleet.
create table monitors (
  id bigint generated always as identity primary key,
  public_id text not null unique,
  callback_id bigint not null references callbacks on delete cascade,
  client_id text not null,
  user_id bigint references users on delete cascade,
  vehicle_id bigint references vehicles on delete cascade,
  fleet_id bigint references fleets on delete cascade,
  -- Of the token that asked for it: what it may see.
  scopes text[] not null default '{}',
  label text not null,
  parameter text not null,
  status text not null default 'Running' check (status in ('Running', 'Paused', 'Failed')),
  -- Grows with each change of the parameter: states of an older one count for nothing.
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((vehicle_id is null) <> (fleet_id is null))
);
create index monitors_of_callback on monitors (callback_id);
create index monitors_of_vehicle on monitors (vehicle_id) where vehicle_id is not null;
create index monitors_of_fleet on monitors (fleet_id) where fleet_id is not null;

-- How a monitor stands with a vehicle. No foreign keys: rows are written with the reports, which must not fail
-- because somebody deletes a monitor meanwhile; upkeep removes what belongs to none.
create table monitor_states (
  monitor_id bigint not null,
  vehicle_id bigint not null,
  revision integer not null,
  state text not null,
  due_at timestamptz,
  primary key (vehicle_id, monitor_id)
);
create index monitor_states_of_monitor on monitor_states (monitor_id);
create index monitor_states_due on monitor_states (due_at) where due_at is not null;

-- What monitors have raised, for their own history.
create table monitor_events (
  id bigint generated always as identity,
  monitor_id bigint not null,
  vehicle_id bigint not null,
  at timestamptz not null,
  refresh boolean not null,
  values text not null,
  created_at timestamptz not null default now(),
  primary key (monitor_id, at, id)
);
create index monitor_events_by_age on monitor_events (created_at);
create index monitor_events_of_vehicle on monitor_events (vehicle_id);

-- The outbox, and what became of each: one thing to tell a callback. `id` is the same in every attempt.
create table notifications (
  id text primary key,
  seq bigint generated always as identity,
  callback_id bigint not null references callbacks on delete cascade,
  -- What keeps its order and is retried by itself: a remote action of a fleet; otherwise the callback, ''.
  line text not null default '',
  monitor_id bigint,
  vehicle_id bigint,
  content text not null,
  status text not null default 'Waiting' check (status in ('Waiting', 'Delivered', 'Deleted')),
  -- Of the oldest that waits in a line: failed attempts in a row; and when the next one is due, where the line is not
  -- the callback, which keeps that itself.
  failures integer not null default 0,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz
);
create index notifications_waiting on notifications (callback_id, line, seq) where status = 'Waiting';
create index notifications_of_callback on notifications (callback_id, created_at, seq);
create index notifications_by_age on notifications (created_at);
create index notifications_of_vehicle on notifications (vehicle_id);

-- One row for each attempt, which may carry many notifications: those of the line from `first_seq` to `last_seq`.
-- `number` counts the attempts in a row of the oldest of them. No foreign key: that would lock the callback each
-- time; upkeep removes what is old.
create table notification_attempts (
  callback_id bigint not null,
  line text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  number integer not null,
  at timestamptz not null,
  -- The status of the answer; none where there was no answer.
  code integer,
  error text,
  took_ms integer not null
);
create index notification_attempts_of_callback on notification_attempts (callback_id, at);
-- To find those that drop out of the middle of many failures.
create index notification_attempts_of_many on notification_attempts (callback_id, first_seq, number) where number > 10;
create index notification_attempts_by_age on notification_attempts using brin (at);

-- Deliveries hear of callbacks that were changed: what they remember of them is good no more.
create function tell_callback() returns trigger language plpgsql as $$
begin
  perform pg_notify('roadwire_deliveries', 'changed ' || new.id);
  return null;
end $$;
create trigger tell_callback after update of subscribe, status, secret on callbacks for each row
  when ((old.subscribe, old.status, old.secret) is distinct from (new.subscribe, new.status, new.secret))
  execute function tell_callback();
