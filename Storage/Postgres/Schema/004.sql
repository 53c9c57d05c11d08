-- A batch that was asked for and was not there: it is never to be committed, should it still be on its way.

alter table batch add column given_up boolean not null default false;
