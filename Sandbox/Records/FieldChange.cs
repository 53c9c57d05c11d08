namespace Counterpart.Sandbox.Records;

internal readonly record struct FieldChange(string Path, string? Row, byte[]? Before, byte[]? After);
