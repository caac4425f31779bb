-- Episodes: what is folded from the reports of a vehicle in order of time. `ended_at` is null while one lasts,
-- and the same as `started_at` for what is a moment. `body` is JSON (src/model/episodes.ts). The ids are
-- derived from vehicle, kind and start, so the same reports always make the same rows.

create table trips (
  vehicle_id bigint not null references vehicles on delete cascade,
  id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  distance_km float8 not null,
  duration_s integer not null,
  states text[] not null,
  body text not null,
  primary key (vehicle_id, id)
);
create index trips_in_order on trips (vehicle_id, started_at, id);
create index trips_of_all on trips (started_at, id);
create index trips_under_way on trips (vehicle_id) where ended_at is null;

create table alerts (
  vehicle_id bigint not null references vehicles on delete cascade,
  id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  body text not null,
  primary key (vehicle_id, id)
);
create index alerts_in_order on alerts (vehicle_id, started_at, id);
create index alerts_of_all on alerts (started_at, id);

create table alarms (
  vehicle_id bigint not null references vehicles on delete cascade,
  id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  kind text not null check (kind in ('status', 'trigger')),
  body text not null,
  primary key (vehicle_id, id)
);
create index alarms_in_order on alarms (vehicle_id, started_at, id);
create index alarms_of_all on alarms (started_at, id);

create table collisions (
  vehicle_id bigint not null references vehicles on delete cascade,
  id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  body text not null,
  primary key (vehicle_id, id)
);
create index collisions_in_order on collisions (vehicle_id, started_at, id);
create index collisions_of_all on collisions (started_at, id);

create table stolen_episodes (
  vehicle_id bigint not null references vehicles on delete cascade,
  id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  body text not null,
  primary key (vehicle_id, id)
);
create index stolen_episodes_in_order on stolen_episodes (vehicle_id, started_at, id);
create index stolen_episodes_of_all on stolen_episodes (started_at, id);

-- What the fold knew of a vehicle after the report (at, key), as JSON: it can be taken up again from there.
create table episode_checkpoints (
  vehicle_id bigint not null references vehicles on delete cascade,
  at timestamptz not null,
  key bigint not null,
  states text not null,
  primary key (vehicle_id, at)
);
create index on episode_checkpoints (at);

-- Vehicles whose episodes are to be folded anew from a time on. `version` tells whether more has come since.
create table episode_repairs (
  vehicle_id bigint primary key references vehicles on delete cascade,
  since timestamptz not null,
  version bigint not null default 1,
  marked_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index on episode_repairs (marked_at);

-- The history that is there already is folded after the next start.
insert into episode_repairs (vehicle_id, since) select vehicle_id, 'epoch' from vehicle_states;
