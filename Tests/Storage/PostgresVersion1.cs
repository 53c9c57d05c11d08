namespace Counterpart.Tests.Storage;

/// <summary>A PostgreSQL database as version 1 of its schema made it. Never to be changed.</summary>
internal static class PostgresVersion1
{
    public const string Database =
        """
        create table firm (
          no bigint generated always as identity primary key,
          id text collate "C" not null unique,
          last_seq bigint not null default 0,
          name text,
          created_at bigint) with (fillfactor = 50);
        create table batch (
          no bigint generated always as identity primary key,
          id uuid not null unique);
        create table journal (
          place bigint primary key,
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
          until bigint not null default 0,
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
          place bigint not null,
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
          emails text not null,
          phones text not null,
          digits text not null,
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
          firm text collate "C" primary key,
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
        create table schema_version (no integer primary key check (no = 1), version integer not null);
        insert into schema_version (no, version) values (1, 1);
        insert into firm (no, id, last_seq, name, created_at) overriding system value values (4, 'north', 2, 'North', 639000000000000000);
        insert into batch (no, id) overriding system value values (3, '01950000-0000-7000-8000-000000000001');
        insert into link (no, firm, name, revision, last_seq, epoch, phase, partner, notices, differing, state)
          values (nextval('link_no'), 4, 'clientworks-wealthbox/c1', 2, 2, 1, 'linked', 'p1', 1, 3, 'state');
        insert into journal values ((4::bigint << 40) | 1, 0, 1, 1, 3, 639000000000000000, 'key:k1', '{}');
        insert into journal values ((4::bigint << 40) | 2, 1, 1, 2, 3, 639000000000000000, 'key:k1', '{}');
        insert into channel (no, firm, system, holder, token, until, state) overriding system value
          values (2, 4, 'wealthbox', 'node-1', 5, 639000000000000000, '{}');
        insert into due values (2, 1, 639000000000000000);
        insert into claim values ('wealthbox', 't1', 'p1', 1, 1);
        insert into reply (place, firm, caller, key, item, request_hash, expires, reply)
          values (6727581395176128512, 4, 'key:k', 'k1', '', 'hash', 639000000000000000, '{}');
        insert into record (channel, id, name_key, deleted, tax_hash, book, read_at, kind, display_name, tax_last_four, birth_date,
          emails, phones, digits, content)
          values (2, 'p1', 'doe jane', false, 'h1', 'amy', 639000000000000000, 'Person', 'Jane Doe', '6789', '1970-02-03',
          'jane@example.com', '+14155550101', '14155550101', '{}');
        insert into api_key values ('abc', 'k1', 'north', 'adviser', 'amy', '', 639000000000000000, null);
        insert into integration values ('north', 'clientworks-wealthbox', 1, '{}');
        insert into connection values ('north', 'wealthbox', 't1', 'https://crm.example', 'x', false);
        insert into sealed values ('a', 'x');
        insert into audit_last values ('north', 1);
        insert into audit values ('north', 1, 639000000000000000, 'key:k1', 'firmAdmin', 'key.created', null, null, 'done', null);
        """;
}
