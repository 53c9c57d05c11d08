-- What several nodes would share. One process has its keys in its data folder; the contract is the same for both stores.

alter table store add column settings_version integer not null default 0;

create table sealed (
  name text primary key,
  content blob not null) without rowid;
