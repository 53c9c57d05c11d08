-- What lists need of a link's state, the data epoch, a paused connection, and the audit.

alter table link add column notices integer not null default 0;
alter table link add column differing integer not null default 0;

create index link_notices on link (firm, name) where notices > 0;

alter table connection add column paused integer not null default 0;

create index api_key_firm on api_key (firm, created_at);

create table store (
  no integer primary key check (no = 1),
  data_epoch text not null);

insert into store (no, data_epoch) values (1, lower(hex(randomblob(8))));

create table audit (
  firm text not null,                 -- empty: operators' acts that belong to no firm
  seq integer not null,
  at integer not null,
  actor text not null,
  role text not null,
  action text not null,
  target text,
  source text,
  outcome text not null,
  detail text,
  primary key (firm, seq)) without rowid;
