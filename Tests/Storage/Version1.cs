namespace Counterpart.Tests.Storage;

/// <summary>A database as version 1 of the schema made it. Never to be changed.</summary>
internal static class Version1
{
    public const string Database =
        """
        create table firm (
          no integer primary key,
          id text not null unique,
          last_seq integer not null default 0,
          name text,
          created_at integer);
        create table batch (
          no integer primary key,
          id blob not null unique);
        create table journal (
          place integer primary key,
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
          place integer not null,
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
          emails text not null,
          phones text not null,
          digits text not null,
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
        insert into firm values (4, 'north', 2, 'North', 639000000000000000);
        insert into batch values (3, x'01950000000070008000000000000001');
        insert into link values (7, 4, 'clientworks-wealthbox/c1', 2, 2, 1, 'linked', 'p1', x'7374617465');
        insert into journal values ((4 << 40) | 1, 0, 7, 1, 3, 639000000000000000, 'key:k1', x'7b7d');
        insert into journal values ((4 << 40) | 2, 1, 7, 2, 3, 639000000000000000, 'key:k1', x'7b7d');
        insert into channel values (2, 4, 'wealthbox', 'node-1', 5, 639000000000000000, x'7b7d');
        insert into due values (2, 7, 639000000000000000);
        insert into claim values ('wealthbox', 't1', 'p1', 7, 1);
        insert into reply values (1, 6727581395176128512, 4, 'key:k', 'k1', '', 'hash', 639000000000000000, x'7b7d');
        insert into record values (1, 2, 'p1', 'doe jane', 0, 'h1', 'amy', 639000000000000000, 'Person', 'Jane Doe', '6789', '1970-02-03',
          'jane@example.com', '+14155550101', '14155550101', x'7b7d');
        insert into api_key values ('abc', 'k1', 'north', 'adviser', 'amy', '', 639000000000000000, null);
        insert into integration values ('north', 'clientworks-wealthbox', 1, x'7b7d');
        insert into connection values ('north', 'wealthbox', 't1', 'https://crm.example', x'00');
        pragma user_version = 1;
        """;
}
