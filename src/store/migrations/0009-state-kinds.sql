-- Which groups the state of a vehicle tells, as bits (those of `telemetry.kinds`): all of them, and those that the
-- privacy modes leave to whom they hold for. The lists of a fleet are counted and paged by them.

alter table vehicle_states
  add column kinds bigint not null default 0,
  add column open_kinds bigint not null default 0;

-- The modes are a timeline: the last that began before a group was measured, and the one of now, have to leave it.
with bits (name, bit) as (
  values
    ('ignition', 1),
    ('position', 2),
    ('energies.Fuel', 4),
    ('energies.Electric', 8),
    ('energies.Electric.load', 16),
    ('energies.Electric.health', 32),
    ('engines.Thermic', 64),
    ('engines.Electric', 128),
    ('powertrain', 256),
    ('doorsState', 512),
    ('privacy', 1024),
    ('battery', 2048),
    ('service', 4096),
    ('safety', 8192),
    ('odometer', 16384),
    ('kinetic', 32768),
    ('environment.air', 65536),
    ('environment.luminosity', 131072),
    ('drivingBehavior', 262144),
    ('lightingSystem', 524288),
    ('alarm.status', 1048576),
    ('alarm.trigger', 2097152),
    ('preconditioning', 4194304),
    ('transmission', 8388608),
    ('adas', 16777216),
    ('wipingBlades', 33554432),
    ('maintenance', 67108864),
    ('alerts', 134217728),
    ('collision', 268435456),
    ('stolen', 536870912)
), told as (
  select v.vehicle_id, g.key as name, (g.value ->> 'at')::bigint as at,
    coalesce(s.doc #>> '{projections,status,privacy,value,state}', 'None') as mode_now,
    s.doc #> '{projections,privacy}' as turns
  from vehicle_states v
  cross join lateral (select v.state::json as doc) s
  cross join lateral json_each(s.doc #> '{projections,status}') g
), measured as (
  select t.vehicle_id, t.name, b.bit, t.mode_now, coalesce((
    select turn ->> 'mode' from json_array_elements(t.turns) with ordinality o (turn, place)
      where (turn ->> 'from')::bigint <= t.at order by o.place desc limit 1), 'None') as mode_then
  from told t join bits b on b.name = t.name
), counted as (
  select vehicle_id, sum(bit) as kinds,
    sum(bit) filter (where not ('Full' in (mode_now, mode_then) and name <> 'privacy')
      and not ('Geolocation' in (mode_now, mode_then) and name = 'position')) as open_kinds
  from measured group by vehicle_id
)
update vehicle_states v set kinds = c.kinds, open_kinds = coalesce(c.open_kinds, 0)
  from counted c where c.vehicle_id = v.vehicle_id;
