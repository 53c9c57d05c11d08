using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Tests.Api;

/// <summary>An audit in memory; and backups of nothing.</summary>
internal sealed class FakeAudit : IAuditTrail, IBackups
{
    private readonly Lock gate = new();
    private readonly List<AuditRow> rows = [];

    public Exception? Failure { get; set; }

    public IReadOnlyList<AuditRow> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. rows];
            }
        }
    }

    public Task WriteAsync(IReadOnlyList<AuditRow> added)
    {
        if (Failure is { } failure)
        {
            return Task.FromException(failure);
        }

        lock (gate)
        {
            foreach (var row in added)
            {
                rows.Add(row with { Seq = rows.Count(other => other.Firm == row.Firm) + 1 });
            }
        }

        return Task.CompletedTask;
    }

    public void Note(AuditRow row) => _ = WriteAsync([row]);

    public Task<IReadOnlyList<AuditRow>> ReadAsync(string? firm, long after, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<AuditRow>>([.. Rows.Where(row => row.Firm == firm && row.Seq > after).Take(limit)]);

    public Task<BackupMade?> MakeAsync(CancellationToken cancel) =>
        Task.FromResult<BackupMade?>(new BackupMade("/backups/counterpart-1.tar", 1, "00", FakeOffice.Now, IsEncrypted: false));
}
