-- The state apart from the row: the row changes with every record and is small, the state is written every few records. Those after its
-- revision are its tail.

create table state (
  link integer primary key,           -- link.row
  revision integer not null,
  content blob not null);

insert into state (link, revision, content) select row, revision, state from link;

alter table link drop column state;
