-- Sessions that were ended before their time, until that time.

create table ended_session (
  id text collate "C" primary key,
  expires bigint not null);
