-- A link's row is written when what lists need of it changes, or every few records: the records after its revision are its tail. One index
-- finds them, and keeps two nodes from writing the same revision.

create unique index journal_link on journal (link, revision);

alter table journal drop column previous;
