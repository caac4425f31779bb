-- Histories and states hold JSON that only Roadwire reads, written far more often than looked into: as text
-- the server neither takes them apart nor puts them together.

alter table telemetry alter column groups type text using groups::text;
alter table vehicle_states alter column state type text using state::text;
