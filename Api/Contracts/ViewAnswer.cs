using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Where a system shows a record.</summary>
public sealed record ViewAnswer(string Integration, string Client, Side Side, string System, string Record, string Url);
