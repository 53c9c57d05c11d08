using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Who did what, when, from where.</summary>
public interface IAuditTrail
{
    /// <summary>Returns when the rows are durable. They carry no sequence yet.</summary>
    /// <exception cref="OverloadedException">The queue is full; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">It is not known whether they were written.</exception>
    Task WriteAsync(IReadOnlyList<AuditRow> rows);

    /// <summary>Writes when there is time for it: for refusals, whose number is a stranger's to choose. Dropped when the queue is full.</summary>
    void Note(AuditRow row);

    /// <summary>A firm's acts after a sequence, oldest first; the operators' own for null.</summary>
    Task<IReadOnlyList<AuditRow>> ReadAsync(string? firm, long after, int limit, CancellationToken cancel);
}
