using System.Text;
using System.Text.Encodings.Web;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Pages;

/// <summary>What a person sees of one record in a system's own program: little, but enough to see that a link leads to it.</summary>
internal static class RecordPage
{
    /// <param name="found">The record as each tenant answers for it.</param>
    /// <param name="links">To other pages.</param>
    public static IResult Of(string system, string id, IEnumerable<Reply> found, params (string Text, string Url)[] links)
    {
        if (found.FirstOrDefault(reply => reply.Status == StatusCodes.Status200OK) is not { } record)
            return Page(StatusCodes.Status404NotFound, system, $"{system} has no record {id}", "", []);
        return Page(StatusCodes.Status200OK, system, $"{system}: {id}", JsonText.Indented(record.Body.Span), links);
    }

    private static IResult Page(int status, string system, string title, string text, (string Text, string Url)[] links)
    {
        var html = new StringBuilder();
        html.Append($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{Safe(title)}</title><h1>{Safe(title)}</h1>");
        foreach (var (name, url) in links)
            html.Append($"<p><a href=\"{Safe(url)}\">{Safe(name)}</a></p>");
        html.Append($"<pre>{Safe(text)}</pre><p>A simulator of {Safe(system)}.</p></html>");
        return Results.Text(html.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
