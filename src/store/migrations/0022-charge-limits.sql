-- What a charge limit asks of a vehicle is a remote action like any other. It has a callback of its own, which never
-- runs and is shown to nobody: what an application has with a user ends with its callbacks.
alter table callbacks drop constraint callbacks_kind_check;
alter table callbacks add constraint callbacks_kind_check check (kind in ('user', 'fleet', 'monitor', 'chargeLimit'));

drop table charge_limit_events;
drop table charge_limits;

-- Stop charging at so many percent (an extension): one limit for a vehicle and a user.
create table charge_limits (
  vehicle_id bigint not null references vehicles on delete cascade,
  user_id bigint not null,
  callback_id bigint not null unique references callbacks on delete cascade,
  percent integer not null check (percent between 1 and 100),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (vehicle_id, user_id),
  foreign key (user_id, vehicle_id) references user_vehicles (user_id, vehicle_id) on delete cascade
);
create index charge_limits_of_user on charge_limits (user_id, vehicle_id);

create function drop_callback_of_charge_limit() returns trigger language plpgsql as $$
begin
  delete from callbacks where id = old.callback_id;
  return null;
end $$;
create trigger drop_callback after delete on charge_limits
  for each row execute function drop_callback_of_charge_limit();
-- Another application has set it anew.
create trigger drop_old_callback after update of callback_id on charge_limits
  for each row when (old.callback_id <> new.callback_id) execute function drop_callback_of_charge_limit();

-- What charge limits did; it stays when the limit goes.
create table charge_limit_events (
  id bigint generated always as identity primary key,
  vehicle_id bigint not null references vehicles on delete cascade,
  user_id bigint not null,
  at timestamptz not null,
  -- In percent: of the battery, and of the limit then.
  level double precision not null,
  percent integer not null,
  -- The driver's mode then.
  privacy text not null,
  -- The action that was to stop the charge, and its first step as JSON: later ones are there while the action is kept.
  action_public_id text,
  step text not null,
  foreign key (user_id, vehicle_id) references user_vehicles (user_id, vehicle_id) on delete cascade
);
create index charge_limit_events_of_vehicle on charge_limit_events (vehicle_id, user_id, at, id);
create index charge_limit_events_of_user on charge_limit_events (user_id, vehicle_id);
create index charge_limit_events_by_age on charge_limit_events (at);
