-- Who is gone is gone from all of the log: also from what they allowed, and from what was noted of others, such as a
-- vehicle with the ids of its users. That something was changed stays.
create or replace function scrub_audit() returns trigger language plpgsql as $$
begin
  update audit_log
     set before = null, after = null,
         subject = case when subject_kind = 'consent' then old.public_id else subject end
   where (subject_kind = 'user' and subject = old.public_id)
      or (subject_kind = 'consent' and starts_with(subject, old.public_id || ' '))
      or position(old.public_id in before) > 0
      or position(old.public_id in after) > 0;
  return null;
end $$;

-- Of those who are gone already.
update audit_log l
   set before = null, after = null, subject = split_part(l.subject, ' ', 1)
 where l.subject_kind = 'consent'
   and not exists (select from users u where u.public_id = split_part(l.subject, ' ', 1));
update audit_log l
   set before = null, after = null
 where l.operation = 'importVehicles'
   and exists (
     select from (values (l.before), (l.after)) noted (fields),
       lateral json_array_elements_text(coalesce(noted.fields::json -> 'users', '[]')) as had (id)
      where not exists (select from users u where u.public_id = had.id));
