-- Times are UTC ticks of 100 ns. Firms, channels and links have small numbers, so that what is written often has integer keys.

create table firm (
  no integer primary key,
  id text not null unique,
  last_seq integer not null default 0,
  name text,                          -- null: mentioned, not yet created
  created_at integer);

create table batch (
  no integer primary key,
  id blob not null unique);           -- big-endian, so that ids of version 7 append

create table journal (
  place integer primary key,          -- firm.no << 40 | sequence
  previous integer not null,
  link integer not null,
  revision integer not null,
  batch integer not null,
  at integer not null,
  actor text not null,
  events blob not null);

create table link (
  row integer primary key,
  firm integer not null,
  name text not null,
  revision integer not null,
  last_seq integer not null,
  epoch integer not null,
  phase text not null,
  partner text,
  state blob not null);

create unique index link_name on link (firm, name);

create table channel (
  no integer primary key,
  firm integer not null,
  system text not null,
  holder text,
  token integer not null default 0,
  until integer not null default 0,
  state blob not null default x'',
  unique (firm, system));

create table due (
  channel integer not null,
  link integer not null,
  not_before integer not null,
  primary key (channel, link)) without rowid;

create index due_when on due (channel, not_before);

create table claim (
  system text not null,
  tenant text not null,
  record text not null,
  link integer not null,
  epoch integer not null,
  primary key (system, tenant, record)) without rowid;

create table reply (
  no integer primary key,
  place integer not null,             -- a hash of firm, caller, key and item
  firm integer not null,
  caller text not null,
  key text not null,
  item text not null,
  request_hash text not null,
  expires integer not null,
  reply blob not null);

create index reply_place on reply (place);
create index reply_expiry on reply (expires);

create table record (
  no integer primary key,
  channel integer not null,
  id text not null,
  name_key text not null,
  deleted integer not null,
  tax_hash text,
  book text,
  read_at integer not null,
  kind text not null,
  display_name text not null,
  tax_last_four text,
  birth_date text,
  emails text not null,               -- one a line
  phones text not null,               -- one a line
  digits text not null,               -- of the phones, one a line
  content blob not null);

create unique index record_id on record (channel, id);
create index record_name on record (channel, name_key, id);
create index record_tax on record (channel, tax_hash) where tax_hash is not null;
create index record_book on record (channel, book, name_key, id) where book is not null;

create table api_key (
  hash text primary key,
  id text not null,
  firm text,
  role text not null,
  subject text,
  label text not null,
  created_at integer not null,
  revoked_at integer) without rowid;

create table integration (
  firm text not null,
  integration text not null,
  version integer not null,
  settings blob not null,
  primary key (firm, integration)) without rowid;

create table connection (
  firm text not null,
  system text not null,
  tenant text not null,
  base_url text not null,
  credential blob not null,
  primary key (firm, system),
  unique (system, tenant)) without rowid;

create table probe (
  no integer primary key,
  at integer not null);
