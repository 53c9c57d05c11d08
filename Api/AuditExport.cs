using System.Globalization;
using System.Text;
using System.Text.Json;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

public enum AuditFormat
{
    Ndjson,
    Csv,
}

/// <summary>Streams an audit page by page; what comes in while it runs may be in it or not.</summary>
internal sealed class AuditExport(IAuditTrail trail, string? firm, AuditFormat format, long after) : IResult
{
    public const string LinesType = "application/x-ndjson";
    private const int PageSize = 500;
    private const string Header = "seq,at,actor,role,action,target,source,outcome,detail\r\n";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = format == AuditFormat.Csv ? "text/csv; charset=utf-8; header=present" : LinesType;
        response.Headers.CacheControl = JsonAnswer.NoStore;
        response.Headers.ContentDisposition = $"attachment; filename=\"audit.{(format == AuditFormat.Csv ? "csv" : "ndjson")}\"";
        var place = after;
        if (format == AuditFormat.Csv)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Header), cancel);
        }

        while (await trail.ReadAsync(firm, place, PageSize, cancel) is { Count: > 0 } rows)
        {
            var page = new StringBuilder();
            foreach (var row in rows)
            {
                Write(page, row);
            }

            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), cancel);
            place = rows[^1].Seq;
            if (rows.Count < PageSize)
            {
                return;
            }
        }
    }

    private void Write(StringBuilder page, AuditRow row)
    {
        if (format == AuditFormat.Ndjson)
        {
            page.Append(JsonSerializer.Serialize(AuditItem.Of(row), ApiJson.Types.AuditItem)).Append('\n');
            return;
        }

        page.Append(row.Seq.ToString(CultureInfo.InvariantCulture)).Append(',').Append(row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        foreach (var text in new[] { row.Actor, row.Role, row.Action, row.Target, row.Source, row.Outcome, row.Detail })
        {
            page.Append(',').Append(Cell(text ?? string.Empty));
        }

        page.Append("\r\n");
    }

    /// <summary>RFC 4180; and a spreadsheet must not run what somebody wrote into a label or an id.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
