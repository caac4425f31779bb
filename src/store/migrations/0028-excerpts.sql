-- Of an episode of which the driver hid a part there are two rows of one id: the whole (`is_private`), for those
-- who may see what was hidden, and what is shown of it to the others (`is_excerpt`).

do $$
declare
  of_episodes text;
begin
  foreach of_episodes in array array['trips', 'alerts', 'alarms', 'collisions', 'stolen_episodes'] loop
    execute format('alter table %I add column is_excerpt boolean not null default false', of_episodes);
    execute format('alter table %I drop constraint %I, add primary key (vehicle_id, id, is_excerpt)',
      of_episodes, of_episodes || '_pkey');
  end loop;
end $$;

-- As before, but for what one view of an episode becomes two, or two one: for whom it stays the same nothing is told.
create or replace function tell_episode() returns trigger language plpgsql as $$
declare
  of_lane text := current_setting('roadwire.lane', true);
  one record := coalesce(new, old);
  was_there boolean := tg_op <> 'INSERT';
  ended_before timestamptz := old.ended_at;
  was_private boolean := coalesce(old.is_private, new.is_private);
  twin record;
begin
  if coalesce(of_lane, '') = '' then return null; end if;
  if one.is_excerpt or one.is_private <> was_private then
    execute format('select body, ended_at, is_private from %I where vehicle_id = $1 and id = $2 and is_excerpt = $3',
      tg_table_name) into twin using one.vehicle_id, one.id, not one.is_excerpt;
    if one.is_excerpt and not twin.is_private then
      -- The one for everybody is not private yet, or is not any more.
      if tg_op = 'DELETE' or one.body = twin.body then return null; end if;
      was_there := true;
      ended_before := twin.ended_at;
    elsif not one.is_excerpt and twin.body is not null then
      was_private := one.is_private;
    end if;
  end if;
  insert into live_feed (lane, vehicle_id, episode) values (
    of_lane::smallint,
    one.vehicle_id,
    json_build_object(
      'table', tg_table_name,
      'change', case
        when tg_op = 'DELETE' then 'removed'
        when not was_there and one.ended_at is null then 'began'
        when not was_there then 'ended'
        when ended_before is null and one.ended_at is not null then 'ended'
        when ended_before is not null and one.ended_at is null then 'began'
        else 'changed' end,
      'id', one.id,
      'isPrivate', one.is_private,
      'wasPrivate', was_private,
      'isExcerpt', one.is_excerpt,
      'body', one.body)::text);
  return null;
end $$;

-- What was hidden once is told apart when the history is folded anew, after the next start.
insert into episode_repairs as r (vehicle_id, since)
  select vehicle_id, 'epoch' from vehicle_states where state like '%"Full"%'
    or vehicle_id in (select vehicle_id from states_behind)
  on conflict (vehicle_id) do update set since = 'epoch', version = r.version + 1;
