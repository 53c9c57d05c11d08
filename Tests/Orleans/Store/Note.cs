using Orleans;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>A grain's state.</summary>
public sealed class Note
{
    public string Text { get; set; } = "";

    internal static GrainState<Note> Of(string text, string? etag = null) =>
        new() { State = new Note { Text = text }, ETag = etag, RecordExists = etag is not null };
}
