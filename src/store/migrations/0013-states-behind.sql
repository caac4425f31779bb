-- Vehicles whose state in `vehicle_states` lacks their newest reports: states are not written with every batch.
-- What it lacks is the history after the report that the state holds as its last.
create table states_behind (
  vehicle_id bigint primary key references vehicles on delete cascade,
  since timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index on states_behind (since);
