using Counterpart.Hosting;
using Counterpart.Storage;
using Counterpart.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Tests.Operations;

/// <summary>The audit's queue over a store, and the bounds of what strangers can make it write.</summary>
public sealed class AuditTrailTests : SqliteFixture
{
    [Fact]
    public async Task Write_ManyAtOnce_AreAllThereDense()
    {
        await using var store = await OpenAsync();
        await using (var trail = new AuditTrail(store, NullLoggerFactory.Instance))
        {
            await Task.WhenAll(Enumerable.Range(0, 2000).Select(place => trail.WriteAsync([Row($"{place}", place % 2 == 0 ? "north" : null)])));
        }

        foreach (var firm in new[] { "north", null })
        {
            var rows = await store.ReadAuditAsync(firm, 0, 2000, Cancel);
            Assert.Equal(Enumerable.Range(1, 1000).Select(seq => (long)seq), rows.Select(row => row.Seq));
            Assert.Equal(1000, rows.Select(row => row.Target).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public async Task Write_StoreFails_TellsWhoWaitsAndGoesOn()
    {
        await using var store = await OpenAsync();
        await using var trail = new AuditTrail(store, NullLoggerFactory.Instance);
        store.BeforeWrite = sql =>
        {
            if (sql.Contains("into audit", StringComparison.Ordinal))
            {
                throw new StoreUnavailableException("disk full");
            }
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => trail.WriteAsync([Row("a", "north")]));

        store.BeforeWrite = null;
        await trail.WriteAsync([Row("b", "north")]);
        Assert.Equal("b", Assert.Single(await store.ReadAuditAsync("north", 0, 10, Cancel)).Target);
    }

    [Fact]
    public async Task Dispose_WithRowsWaiting_WritesThem()
    {
        await using var store = await OpenAsync();
        var trail = new AuditTrail(store, NullLoggerFactory.Instance);
        for (var place = 0; place < 500; place++)
        {
            trail.Note(Row($"{place}", null));
        }

        await trail.DisposeAsync();
        Assert.Equal(500, (await store.ReadAuditAsync(null, 0, 1000, Cancel)).Count);
    }

    [Fact]
    public void Refusals_OfOneKind_AreTwoRowsAMinute()
    {
        var written = new Written();
        var refusals = new RefusedAttempts(written, Clock);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            refusals.Note(Refusal("198.51.100.7"));
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Single(written.Rows);
        Clock.Advance(TimeSpan.FromMinutes(1));
        refusals.Flush();
        Assert.Equal(2, written.Rows.Count);
        Assert.Equal("""{"times":99}""", written.Rows[1].Detail);
        refusals.Flush();
        Assert.Equal(2, written.Rows.Count);
    }

    [Fact]
    public void Refusals_FromMoreSourcesThanAreCounted_AreOneMore()
    {
        var written = new Written();
        var refusals = new RefusedAttempts(written, Clock);
        for (var source = 0; source < 5000; source++)
        {
            refusals.Note(Refusal($"source-{source}"));
        }

        Assert.Equal(1001, written.Rows.Count);
        Assert.Equal(("(several)", "(several)"), (written.Rows[^1].Source, written.Rows[^1].Actor));
    }

    private AuditRow Row(string target, string? firm) => new(0, firm, Clock.Now, "key:k", "firmAdmin", "x", target, null, "ok", null);

    private AuditRow Refusal(string source) => new(0, null, Clock.Now, "key:unknown", "none", "readMe", null, source, "unauthenticated", null);

    private sealed class Written : IAuditTrail
    {
        public List<AuditRow> Rows { get; } = [];

        public Task WriteAsync(IReadOnlyList<AuditRow> rows) => throw new NotSupportedException();

        public void Note(AuditRow row) => Rows.Add(row);

        public Task<IReadOnlyList<AuditRow>> ReadAsync(string? firm, long after, int limit, CancellationToken cancel) => throw new NotSupportedException();
    }
}
