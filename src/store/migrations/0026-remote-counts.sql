-- Actions that were too many are counted no more, however many there are: an application that asks without a pause must not
-- have each count read all that it asked for before. The condition is that of the count (store/remote-facts.ts).
create index remote_actions_counted on remote_actions (vehicle_id, created_at)
  where step not like '%"TooManyRequest%';
-- For the vehicle that goes.
create index remote_actions_by_vehicle on remote_actions (vehicle_id);
drop index remote_actions_of_vehicle;
