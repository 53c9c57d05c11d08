using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>The linked record, and how it was found.</summary>
public static partial class StateCodec
{
    /// <summary>Whether it is paused, and how the last link ended.</summary>
    private static void WriteEnd(StateWriter writer, LinkState state)
    {
        writer.Number((state.IsPaused ? 1 : 0) | (state.UnlinkedAt != default ? 2 : 0));
        if (state.UnlinkedAt != default)
        {
            writer.Time(state.UnlinkedAt);
        }

        WriteRecord(writer, state.Former);
    }

    private static LinkState ReadEnd(ref StateReader reader, LinkState state)
    {
        var flags = reader.Count(3);
        return state with
        {
            IsPaused = (flags & 1) != 0,
            UnlinkedAt = (flags & 2) != 0 ? reader.Time() : default,
            Former = ReadRecord(ref reader),
        };
    }

    private static void WritePartner(StateWriter writer, LinkState state)
    {
        WriteRecord(writer, state.Partner);
        writer.Flag(state.Evidence is not null);
        if (state.Evidence is { } evidence)
        {
            writer.Number((int)evidence.Rule);
            WriteCandidate(writer, evidence.Candidate);
            writer.Flag(evidence.DirectoryAt is not null);
            writer.Time(evidence.DirectoryAt ?? state.LinkedAt);
        }

        writer.Number(state.Candidates.Length);
        foreach (var candidate in state.Candidates)
        {
            WriteCandidate(writer, candidate);
        }

        writer.Number(state.Never.Length);
        foreach (var id in state.Never)
        {
            writer.Text(id);
        }
    }

    private static LinkState ReadPartner(ref StateReader reader, LinkState state)
    {
        state = state with { Partner = ReadRecord(ref reader) };
        if (reader.Flag())
        {
            var rule = reader.Enum<MatchRule>();
            var candidate = ReadCandidate(ref reader);
            var dated = reader.Flag();
            var at = reader.Time();
            state = state with { Evidence = new MatchEvidence(rule, candidate, dated ? at : null) };
        }

        var candidates = ImmutableArray.CreateBuilder<MatchCandidate>();
        for (var count = reader.Count(); count > 0; count--)
        {
            candidates.Add(ReadCandidate(ref reader));
        }

        var never = ImmutableArray.CreateBuilder<string>();
        for (var count = reader.Count(); count > 0; count--)
        {
            never.Add(reader.Text());
        }

        return state with { Candidates = candidates.ToImmutable(), Never = never.ToImmutable() };
    }

    private static void WriteCandidate(StateWriter writer, MatchCandidate candidate)
    {
        writer.Text(candidate.Id);
        writer.Text(candidate.Name);
        writer.Number(Maybe(candidate.TaxIdMatches));
        writer.Flag(candidate.NameMatches);
        writer.Number(Maybe(candidate.BirthDateMatches));
        writer.Text(candidate.TakenBy);
    }

    private static MatchCandidate ReadCandidate(ref StateReader reader) =>
        new(reader.Text(), reader.Text(), Maybe(reader.Count(2)), reader.Flag(), Maybe(reader.Count(2)), reader.OptionalText());

    private static int Maybe(bool? value) => value switch { null => 0, false => 1, true => 2 };

    private static bool? Maybe(int value) => value switch { 0 => null, 1 => false, _ => true };
}
