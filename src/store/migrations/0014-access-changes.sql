-- Whoever remembers what somebody may see is told when that may have changed: all of it, as changes are few. New
-- tokens are no change.
create function tell_access() returns trigger language plpgsql as $$
begin
  perform pg_notify('roadwire_access', '');
  return null;
end $$;
create trigger tell_access after update or delete on access_tokens for each row execute function tell_access();
create trigger tell_access after update or delete on applications for each row execute function tell_access();
create trigger tell_access after update or delete on partners for each row execute function tell_access();
create trigger tell_access after update of vin or delete on vehicles for each row execute function tell_access();
create trigger tell_access after insert or update or delete on user_vehicles
  for each row execute function tell_access();
create trigger tell_access after insert or update or delete on vehicle_services
  for each row execute function tell_access();
create trigger tell_access after insert or update or delete on fleets
  for each row execute function tell_access();
create trigger tell_access after insert or update or delete on fleet_vehicles
  for each row execute function tell_access();
