using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Records;

/// <summary>A record as a call leaves it; no body deletes it.</summary>
internal sealed record Edit(Call Call, string Record, JsonObject? Body);
