-- How a vehicle is woken, where it is not by every way there is.
alter table vehicles add column wake_up_channel text check (wake_up_channel in ('mqtt', 'http'));
