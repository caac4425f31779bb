-- Rows come in the order of their time: what is too old is found by blocks of them, and each row costs an entry less.
drop index notifications_by_age;
create index notifications_by_age on notifications using brin (created_at);
drop index monitor_events_by_age;
create index monitor_events_by_age on monitor_events using brin (created_at);
