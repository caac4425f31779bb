-- How often applications and fleet owners may call, where it is not what the settings say, and how often they did.

alter table applications add column calls_per_day bigint check (calls_per_day > 0);
alter table applications add column calls_per_second bigint check (calls_per_second > 0);
alter table partners add column calls_per_day bigint check (calls_per_day > 0);
alter table partners add column calls_per_second bigint check (calls_per_second > 0);

-- Calls of a stretch of time, by when that began; written in batches.
create table call_counts (
  client_id text not null,
  began_at timestamptz not null,
  calls bigint not null,
  primary key (client_id, began_at)
);
create index on call_counts (began_at);
