-- Sessions that were ended before their time, until that time.

create table ended_session (
  id text primary key,
  expires integer not null) without rowid;
