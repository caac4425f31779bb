-- The label of a vehicle can be a name that its user gave it: when the data of the vehicle is deleted, it goes from the
-- log as well. What else was noted of the vehicle stays.
create function without_label(noted text) returns text language plpgsql immutable as $$
begin
  return (select json_object_agg(key, value) from json_each(noted::json) where key <> 'label')::text;
exception when others then
  -- What cannot be taken apart goes as a whole.
  return null;
end $$;

create function scrub_label() returns trigger language plpgsql as $$
begin
  update audit_log
     set before = without_label(before), after = without_label(after)
   where subject_kind = 'vehicle' and subject = new.vin
     and (position('"label"' in before) > 0 or position('"label"' in after) > 0);
  return null;
end $$;
create trigger scrub_label after update of silenced_at on vehicles for each row
  when (new.silenced_at is not null and new.silenced_at is distinct from old.silenced_at)
  execute function scrub_label();

-- Of those whose data was deleted already.
update audit_log l
   set before = without_label(before), after = without_label(after)
  from vehicles v
 where v.silenced_at is not null and l.subject_kind = 'vehicle' and l.subject = v.vin and l.at <= v.silenced_at;

-- How long access tokens of an application live, where that is another time than for all.
alter table applications add column access_token_s integer check (access_token_s between 60 and 31536000);
