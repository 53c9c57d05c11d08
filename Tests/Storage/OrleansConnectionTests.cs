using Counterpart.Storage;
using Npgsql;

namespace Counterpart.Tests.Storage;

/// <summary>The connection string that is given to Orleans' providers.</summary>
public sealed class OrleansConnectionTests(PostgresServer server) : PostgresFixture(server)
{
    [Fact]
    public async Task For_ConnectionOfTheStore_FindsTheQueriesAndAnswersWhatIsOnDisk()
    {
        await OpenAsync();
        var options = new PostgresStoreOptions { ConnectionString = $"{Connection};Options=-c synchronous_commit=off;Maximum Pool Size=1" };
        var connection = OrleansConnection.For(options, 7);
        Assert.Equal(7, new NpgsqlConnectionStringBuilder(connection).MaxPoolSize);
        Assert.Equal(13, await PostgresServer.ScalarAsync<long>(connection, "SELECT count(*) FROM OrleansQuery"));
        Assert.Equal("on", await PostgresServer.ScalarAsync<string>(connection, "show synchronous_commit"));
        Assert.Equal("10s", await PostgresServer.ScalarAsync<string>(connection, "show lock_timeout"));
    }

    [Fact]
    public void For_StringThatCantBeRead_DoesNotRepeatIt()
    {
        var options = new PostgresStoreOptions { ConnectionString = "Host=;Secret=hunter2" };
        Assert.DoesNotContain("hunter2", Assert.Throws<FormatException>(() => OrleansConnection.For(options, 1)).Message, StringComparison.Ordinal);
    }
}
