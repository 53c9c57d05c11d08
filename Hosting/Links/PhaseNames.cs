using System.Collections.Frozen;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Phases as they are written in rows and in answers.</summary>
public static class PhaseNames
{
    private static readonly FrozenDictionary<Phase, string> Names =
        Enum.GetValues<Phase>().ToFrozenDictionary(phase => phase, phase => JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()));

    private static readonly FrozenDictionary<string, Phase> Phases =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(Phase phase) => Names[phase];

    public static Phase Parse(string name) => Phases[name];
}
