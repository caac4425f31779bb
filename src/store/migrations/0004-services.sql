-- What vehicles upload and can do, for whom, and which call centres there are.

-- A service is active on a vehicle for one kind of viewer and uploads what its data scopes cover.
create table vehicle_services (
  vehicle_id bigint not null references vehicles on delete cascade,
  name text not null,
  audience text not null check (audience in ('endUser', 'fleet')),
  scopes text[] not null,
  created_at timestamptz not null default now(),
  primary key (vehicle_id, name)
);
insert into vehicle_services (vehicle_id, name, audience, scopes)
  select id, 'ConnectivityForPartners', 'endUser', array['data'] from vehicles
  union all
  select id, 'Connected Fleet', 'fleet', array['data'] from vehicles;

-- JSON of what differs from the capabilities of the motorization; null where nothing does.
alter table vehicles add column capabilities text;

-- The right to be told the call centre of a country.
alter table applications add column sees_call_centers boolean not null default false;
create table call_centers (
  country_code text primary key check (country_code in ('CL', 'BR', 'AR')),
  phone_number text not null
);

create index on user_vehicles (vehicle_id);
create index on fleet_vehicles (vehicle_id);
create index on fleets (partner_id);
