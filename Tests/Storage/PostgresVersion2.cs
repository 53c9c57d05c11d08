namespace Counterpart.Tests.Storage;

/// <summary>A PostgreSQL database as version 2 of its schema made it: what version 1 had, and ended sessions. Never to be changed.</summary>
internal static class PostgresVersion2
{
    public const string Database =
        PostgresVersion1.Database +
        """

        create table ended_session (
          id text collate "C" primary key,
          expires bigint not null);
        insert into ended_session values ('s1', 639000000000000000);
        update schema_version set version = 2;
        """;
}
