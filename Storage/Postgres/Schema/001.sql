-- Times are UTC ticks of 100 ns, as they came from the host. Firms, channels and links have small numbers, so that what is written often
-- has integer keys. Text is compared byte by byte.

create table firm (
  no bigint generated always as identity primary key,
  id text collate "C" not null unique,
  last_seq bigint not null default 0,
  name text,                          -- null: mentioned, not yet created
  created_at bigint) with (fillfactor = 50);

create table batch (
  no bigint generated always as identity primary key,
  id uuid not null unique);

create table journal (
  place bigint primary key,           -- firm.no << 40 | sequence
  previous bigint not null,
  link bigint not null,
  revision bigint not null,
  batch bigint not null,
  at bigint not null,
  actor text not null,
  events bytea not null);

create sequence link_no;

create table link (
  no bigint primary key,
  firm bigint not null,
  name text collate "C" not null,
  revision bigint not null,
  last_seq bigint not null,
  epoch integer not null,
  phase text collate "C" not null,
  partner text,
  notices integer not null default 0,
  differing integer not null default 0,
  state bytea not null) with (fillfactor = 70);

create unique index link_name on link (firm, name);
create index link_notices on link (firm, name) where notices > 0;

create table channel (
  no bigint generated always as identity primary key,
  firm bigint not null,
  system text collate "C" not null,
  holder text,
  token bigint not null default 0,
  until bigint not null default 0,    -- by the server's clock
  state bytea not null default '',
  unique (firm, system)) with (fillfactor = 50);

create table due (
  channel bigint not null,
  link bigint not null,
  not_before bigint not null,
  primary key (channel, link));

create index due_when on due (channel, not_before, link);

create table claim (
  system text collate "C" not null,
  tenant text collate "C" not null,
  record text collate "C" not null,
  link bigint not null,
  epoch integer not null,
  primary key (system, tenant, record));

create table reply (
  no bigint generated always as identity primary key,
  place bigint not null,              -- a hash of firm, caller, key and item
  firm bigint not null,
  caller text collate "C" not null,
  key text collate "C" not null,
  item text collate "C" not null,
  request_hash text not null,
  expires bigint not null,
  reply bytea not null);

create index reply_place on reply (place);
create index reply_expiry on reply (expires);

create table record (
  no bigint generated always as identity primary key,
  channel bigint not null,
  id text collate "C" not null,
  name_key text collate "C" not null,
  deleted boolean not null,
  tax_hash text collate "C",
  book text collate "C",
  read_at bigint not null,
  kind text not null,
  display_name text not null,
  tax_last_four text,
  birth_date text,
  emails text not null,               -- one a line
  phones text not null,               -- one a line
  digits text not null,               -- of the phones, one a line
  content bytea not null) with (fillfactor = 80);

create unique index record_id on record (channel, id);
create index record_name on record (channel, name_key, id);
create index record_tax on record (channel, tax_hash) where tax_hash is not null;
create index record_book on record (channel, book, name_key, id) where book is not null;

create table api_key (
  hash text collate "C" primary key,
  id text collate "C" not null,
  firm text collate "C",
  role text not null,
  subject text,
  label text not null,
  created_at bigint not null,
  revoked_at bigint);

create index api_key_firm on api_key (firm, created_at);

create table integration (
  firm text collate "C" not null,
  integration text collate "C" not null,
  version bigint not null,
  settings bytea not null,
  primary key (firm, integration));

create table connection (
  firm text collate "C" not null,
  system text collate "C" not null,
  tenant text collate "C" not null,
  base_url text not null,
  credential bytea not null,
  paused boolean not null default false,
  primary key (firm, system),
  unique (system, tenant));

create table probe (
  no integer primary key,
  at bigint not null);

create table store (
  no integer primary key check (no = 1),
  data_epoch text not null,
  settings_version bigint not null default 0);

insert into store (no, data_epoch) values (1, substr(replace(gen_random_uuid()::text, '-', ''), 1, 16));

create table sealed (
  name text collate "C" primary key,
  content bytea not null);

create table audit_last (
  firm text collate "C" primary key,  -- empty: operators' acts that belong to no firm
  seq bigint not null);

create table audit (
  firm text collate "C" not null,
  seq bigint not null,
  at bigint not null,
  actor text not null,
  role text not null,
  action text not null,
  target text,
  source text,
  outcome text not null,
  detail text,
  primary key (firm, seq));
