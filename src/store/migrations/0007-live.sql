-- What has happened lately, in the order in which it was committed, for those who listen: kept for some minutes.

-- A lane commits one transaction after another, so within a lane `seq` is the order of the commits. A row is the
-- reports of a batch that were news (their keys in `telemetry`, and bits of the groups that became the newest), or
-- one change of an episode (JSON).
create table live_feed (
  lane smallint not null,
  seq bigint generated always as identity,
  written_at timestamptz not null default now(),
  vehicle_ids bigint[],
  ats bigint[],
  keys bigint[],
  kinds bigint[],
  vehicle_id bigint,
  episode text,
  primary key (lane, seq)
);
alter table live_feed
  alter column vehicle_ids set storage external,
  alter column ats set storage external,
  alter column keys set storage external,
  alter column kinds set storage external;

-- Up to where rows were removed: whoever was not there yet has missed something.
create table live_floors (
  lane smallint primary key,
  seq bigint not null
);

-- Only what the lanes do is told: their connections say which one they are. Retention is no event.
create function tell_episode() returns trigger language plpgsql as $$
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
      'body', coalesce(new.body, old.body))::text);
  return null;
end $$;

create trigger tell_new after insert or delete on trips for each row execute function tell_episode();
create trigger tell_change after update on trips for each row when (old.* is distinct from new.*)
  execute function tell_episode();
create trigger tell_new after insert or delete on alerts for each row execute function tell_episode();
create trigger tell_change after update on alerts for each row when (old.* is distinct from new.*)
  execute function tell_episode();
create trigger tell_new after insert or delete on alarms for each row execute function tell_episode();
create trigger tell_change after update on alarms for each row when (old.* is distinct from new.*)
  execute function tell_episode();
create trigger tell_new after insert or delete on collisions for each row execute function tell_episode();
create trigger tell_change after update on collisions for each row when (old.* is distinct from new.*)
  execute function tell_episode();
create trigger tell_new after insert or delete on stolen_episodes for each row execute function tell_episode();
create trigger tell_change after update on stolen_episodes for each row when (old.* is distinct from new.*)
  execute function tell_episode();
