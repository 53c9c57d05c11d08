-- What Orleans' own providers keep: who is in the cluster, and the state of grains that keep it there. The providers know no SQL: at their
-- start they read it from orleansquery, by that name and without a schema. So it is in the schema of all our tables, the first of the search
-- path, and a connection string that finds those finds it. Names of keys, parameters and result columns are the providers'; the rest is ours.

create table orleansquery (
  querykey text collate "C" primary key,
  querytext text not null);

create table orleans_cluster (
  id text collate "C" primary key,
  version integer not null) with (fillfactor = 50);

create table orleans_silo (
  cluster text collate "C" not null references orleans_cluster on delete cascade,
  address text collate "C" not null,
  port integer not null,
  generation integer not null,
  name text not null,
  host text not null,
  status integer not null,            -- 3: active, 6: dead
  proxy_port integer not null,        -- 0: no gateway
  suspected text,                     -- silo,time and again, with | between; the time as 2026-01-31 10:00:00.000 GMT
  started_at timestamptz not null,
  alive_at timestamptz not null,
  primary key (cluster, address, port, generation)) with (fillfactor = 50);

-- A grain has a number, a GUID as two numbers, a text, or one of the numbers and a text. No text is '', and '+' stands before any other:
-- so all of the key is not null and one index keeps it unique.
create table orleans_state (
  service text collate "C" not null,
  name text collate "C" not null,
  key_0 bigint not null,
  key_1 bigint not null,
  key_text text collate "C" not null,
  version integer not null,
  changed_at timestamptz not null,
  payload bytea,                      -- null: cleared; the row stays, or versions would begin anew
  primary key (service, name, key_0, key_1, key_text)) with (fillfactor = 70);

insert into orleansquery (querykey, querytext) values

('InsertMembershipVersionKey', $$
with made as (
  insert into orleans_cluster (id, version) values (@DeploymentId, 0) on conflict do nothing returning id)
select exists (select from made)
$$),

-- Locks are taken in one order: a silo's row, then its cluster's.
('InsertMembershipKey', $$
with turn as (
  update orleans_cluster set version = version + 1
  where id = @DeploymentId and version = @Version and not exists (
    select from orleans_silo
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning id),
made as (
  insert into orleans_silo (cluster, address, port, generation, name, host, status, proxy_port, started_at, alive_at)
  select id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from turn
  returning cluster)
select exists (select from made)
$$),

('UpdateMembershipKey', $$
with held as (
  select cluster from orleans_silo
  where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
  for update),
turn as (
  update orleans_cluster set version = version + 1
  from held where id = held.cluster and version = @Version
  returning id),
changed as (
  update orleans_silo set status = @Status, suspected = @SuspectTimes, alive_at = @IAmAliveTime
  from turn where cluster = turn.id and address = @Address and port = @Port and generation = @Generation
  returning cluster)
select exists (select from changed)
$$),

('UpdateIAmAlivetimeKey', $$
update orleans_silo set alive_at = @IAmAliveTime
where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),

('MembershipReadRowKey', $$
select silo.address, silo.port, silo.generation, silo.name as siloname, silo.host as hostname, silo.status, silo.proxy_port as proxyport,
  silo.suspected as suspecttimes, silo.started_at as starttime, silo.alive_at as iamalivetime, cluster.version
from orleans_cluster cluster left join orleans_silo silo
  on silo.cluster = cluster.id and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
where cluster.id = @DeploymentId
$$),

('MembershipReadAllKey', $$
select silo.address, silo.port, silo.generation, silo.name as siloname, silo.host as hostname, silo.status, silo.proxy_port as proxyport,
  silo.suspected as suspecttimes, silo.started_at as starttime, silo.alive_at as iamalivetime, cluster.version
from orleans_cluster cluster left join orleans_silo silo on silo.cluster = cluster.id
where cluster.id = @DeploymentId
$$),

('GatewaysQueryKey', $$
select address, proxy_port as proxyport, generation
from orleans_silo
where cluster = @DeploymentId and status = @Status and proxy_port > 0
$$),

('DeleteMembershipTableEntriesKey', $$
delete from orleans_silo where cluster = @DeploymentId;
delete from orleans_cluster where id = @DeploymentId
$$),

-- A silo that was suspected later than it lived has died then. The time asked for can be a tick after a row's own, which no timestamptz
-- can tell apart: so what is as old goes too.
('CleanupDefunctSiloEntriesKey', $$
delete from orleans_silo
where cluster = @DeploymentId and status = 6 and started_at <= @IAmAliveTime and alive_at <= @IAmAliveTime and not exists (
  select from unnest(string_to_array(nullif(trim(suspected), ''), '|')) vote
  where split_part(vote, ',', 2)::timestamptz > @IAmAliveTime)
$$),

('ReadFromStorageKey', $$
select payload as payloadbinary, version
from orleans_state
where service = @ServiceId and name = @GrainTypeString and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
  and key_text = coalesce('+' || @GrainIdExtensionString, '')
$$),

-- No row back is a conflict: of several that write for the first time one gets its row.
('WriteToStorageKey', $$
with changed as (
  update orleans_state set payload = @PayloadBinary, version = version + 1, changed_at = now()
  where service = @ServiceId and name = @GrainTypeString and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
    and key_text = coalesce('+' || @GrainIdExtensionString, '') and version = @GrainStateVersion
  returning version),
made as (
  insert into orleans_state (service, name, key_0, key_1, key_text, version, changed_at, payload)
  select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce('+' || @GrainIdExtensionString, ''), 1, now(), @PayloadBinary
  where @GrainStateVersion is null
  on conflict do nothing
  returning version)
select version as newgrainstateversion from changed union all select version from made
$$),

('ClearStorageKey', $$
update orleans_state set payload = null, version = version + 1, changed_at = now()
where service = @ServiceId and name = @GrainTypeString and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
  and key_text = coalesce('+' || @GrainIdExtensionString, '') and version = @GrainStateVersion
returning version as newgrainstateversion
$$),

('DeleteStorageKey', $$
delete from orleans_state
where service = @ServiceId and name = @GrainTypeString and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
  and key_text = coalesce('+' || @GrainIdExtensionString, '') and version = @GrainStateVersion
returning version + 1 as newgrainstateversion
$$);
