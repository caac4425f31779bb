-- Episodes that lie wholly in a time in which the driver hid everything: hidden from whom the privacy mode holds for.

alter table trips add column is_private boolean not null default false;
alter table alerts add column is_private boolean not null default false;
alter table alarms add column is_private boolean not null default false;
alter table collisions add column is_private boolean not null default false;
alter table stolen_episodes add column is_private boolean not null default false;

-- As before, and whether it is and was private.
create or replace function tell_episode() returns trigger language plpgsql as $$
declare
  of_lane text := current_setting('roadwire.lane', true);
begin
  if coalesce(of_lane, '') = '' then return null; end if;
  insert into live_feed (lane, vehicle_id, episode) values (
    of_lane::smallint,
    coalesce(new.vehicle_id, old.vehicle_id),
    json_build_object(
      'table', tg_table_name,
      'change', case
        when tg_op = 'DELETE' then 'removed'
        when tg_op = 'INSERT' and new.ended_at is null then 'began'
        when tg_op = 'INSERT' then 'ended'
        when old.ended_at is null and new.ended_at is not null then 'ended'
        when old.ended_at is not null and new.ended_at is null then 'began'
        else 'changed' end,
      'id', coalesce(new.id, old.id),
      'isPrivate', coalesce(new.is_private, old.is_private),
      'wasPrivate', coalesce(old.is_private, new.is_private),
      'body', coalesce(new.body, old.body))::text);
  return null;
end $$;

-- Which those are is known once the history that is there already is folded anew, after the next start.
insert into episode_repairs as r (vehicle_id, since) select vehicle_id, 'epoch' from vehicle_states
  on conflict (vehicle_id) do update set since = 'epoch', version = r.version + 1;
