-- A monitor of a user goes when the vehicle is theirs no more.
create index monitors_of_user on monitors (user_id, vehicle_id) where user_id is not null;
alter table monitors add constraint monitors_of_user_vehicle
  foreign key (user_id, vehicle_id) references user_vehicles (user_id, vehicle_id) on delete cascade;

-- Whoever keeps monitors in memory is told when one of them has changed, or what it sees, or whom it is about: `v` and
-- the number of a vehicle, or `f` and that of a fleet. A vehicle that a user loses takes its monitors with it, which
-- tells by itself.
create function tell_monitor() returns trigger language plpgsql as $$
declare
  one record;
begin
  one := case when tg_op = 'DELETE' then old else new end;
  perform pg_notify('roadwire_monitors', coalesce('v' || one.vehicle_id, 'f' || one.fleet_id));
  return null;
end $$;
create trigger tell_monitor after insert or update or delete on monitors
  for each row execute function tell_monitor();

create function tell_monitors_of_callback() returns trigger language plpgsql as $$
begin
  perform pg_notify('roadwire_monitors', coalesce('v' || vehicle_id, 'f' || fleet_id))
    from monitors where callback_id = new.id;
  return null;
end $$;
create trigger tell_monitors_of_callback after update of status, subscribe, label on callbacks
  for each row when ((old.status, old.subscribe, old.label) is distinct from (new.status, new.subscribe, new.label))
  execute function tell_monitors_of_callback();

create function tell_monitors_of_fleet_vehicle() returns trigger language plpgsql as $$
declare
  one record;
begin
  one := case when tg_op = 'DELETE' then old else new end;
  -- A vehicle that leaves and comes back is another one for the monitors.
  if tg_op = 'DELETE' then
    delete from monitor_states where vehicle_id = old.vehicle_id
      and monitor_id in (select id from monitors where fleet_id = old.fleet_id);
  end if;
  if exists (select from monitors where fleet_id = one.fleet_id) then
    perform pg_notify('roadwire_monitors', 'v' || one.vehicle_id);
  end if;
  return null;
end $$;
create trigger tell_monitors after insert or update or delete on fleet_vehicles
  for each row execute function tell_monitors_of_fleet_vehicle();

create function tell_monitors_of_service() returns trigger language plpgsql as $$
declare
  one record;
begin
  one := case when tg_op = 'DELETE' then old else new end;
  if exists (select from monitors where vehicle_id = one.vehicle_id)
    or exists (select from fleet_vehicles f join monitors m on m.fleet_id = f.fleet_id
      where f.vehicle_id = one.vehicle_id) then
    perform pg_notify('roadwire_monitors', 'v' || one.vehicle_id);
  end if;
  return null;
end $$;
create trigger tell_monitors after insert or update or delete on vehicle_services
  for each row execute function tell_monitors_of_service();

-- What an application is registered for bounds what its monitors see.
create function tell_monitors_of_application() returns trigger language plpgsql as $$
begin
  perform pg_notify('roadwire_monitors', 'v' || vehicle_id)
    from monitors where client_id = new.client_id and vehicle_id is not null;
  return null;
end $$;
create trigger tell_monitors after update of scopes, is_first_party on applications
  for each row when ((old.scopes, old.is_first_party) is distinct from (new.scopes, new.is_first_party))
  execute function tell_monitors_of_application();
