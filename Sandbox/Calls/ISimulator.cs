namespace Counterpart.Sandbox.Calls;

/// <summary>An outside system: it answers one call at a time, atomically for the record it names.</summary>
internal interface ISimulator
{
    string System { get; }

    Caller? Identify(IHeaderDictionary headers);

    Reply Answer(Call call);

    Reply Unauthorized();

    Reply Limited(int retryAfterSeconds);

    /// <summary>The record a path names, for the call log.</summary>
    string? RecordOf(string path);
}
