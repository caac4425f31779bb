-- What a charge limit asked for goes with its hidden callback: when the limit is removed, set by another application, or
-- its application's access ends. What had become of it until then stays in the history.
create function keep_outcome_of_charge_limit() returns trigger language plpgsql as $$
begin
  update charge_limit_events e set step = a.step
    from remote_actions a
   where a.callback_id = old.id
     and e.vehicle_id = a.vehicle_id and e.user_id = old.user_id and e.action_public_id = a.public_id;
  return old;
end $$;
create trigger keep_outcome before delete on callbacks
  for each row when (old.kind = 'chargeLimit') execute function keep_outcome_of_charge_limit();
