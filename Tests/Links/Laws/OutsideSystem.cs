using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>How a system of the small world behaves.</summary>
internal sealed record Habits
{
    public bool Revisions { get; init; }

    public bool ReformatsPhones { get; init; }

    public bool Truncates { get; init; }

    /// <summary>Answers with success and keeps what it had, for the employer.</summary>
    public bool IgnoresEmployer { get; init; }

    /// <summary>Refuses the job title <c>no!</c>.</summary>
    public bool Refuses { get; init; }

    public bool NamesWhatItRefuses { get; init; }
}

internal sealed record WorldRow(string Id, string Number, string Kind);

internal sealed record Snapshot(
    long Revision, ImmutableSortedDictionary<string, string> Scalars, ImmutableArray<WorldRow> Rows, string? Primary, ImmutableArray<string> Tags);

/// <summary>One record in one outside system, with everything that it ever held.</summary>
internal sealed class OutsideSystem(Habits habits, Snapshot start, DateTimeOffset startedAt, string idPrefix)
{
    public const string Refused = "no!";

    private readonly List<(DateTimeOffset At, Snapshot Content, bool Ours)> history = [(startedAt, start, false)];
    private int lastId = start.Rows.Length;

    public Habits Habits => habits;

    public Snapshot Now => history[^1].Content;

    public Snapshot AsOf(DateTimeOffset time)
    {
        var at = history.Count - 1;
        while (at > 0 && history[at].At > time)
        {
            at--;
        }

        return history[at].Content;
    }

    /// <summary>Who set a scalar to the value after one time and not after another: people, we ourselves, both or nobody.</summary>
    public (bool People, bool Ours) Setters(string path, FieldValue value, DateTimeOffset after, DateTimeOffset notAfter)
    {
        var (people, ours) = (false, false);
        for (var at = 0; at < history.Count; at++)
        {
            var before = at == 0 ? null : Scalar(history[at - 1].Content, path);
            var then = Scalar(history[at].Content, path);
            if ((before is null || !before.Equals(then)) && then.Equals(value) && history[at].At > after && history[at].At <= notAfter)
            {
                people |= !history[at].Ours;
                ours |= history[at].Ours;
            }
        }

        return (people, ours);
    }

    public static FieldValue Scalar(Snapshot content, string path) => FieldValue.Of(content.Scalars.GetValueOrDefault(path));

    public void Edit(DateTimeOffset at, string path, string value) => Set(at, Now with { Scalars = Now.Scalars.SetItem(path, value) });

    public void AddRow(DateTimeOffset at, string number, string kind)
    {
        var row = new WorldRow($"{idPrefix}{++lastId}", Stored(number), kind);
        Set(at, Now with { Rows = Now.Rows.Add(row) });
    }

    public void EditRow(DateTimeOffset at, int index, string number) =>
        Set(at, Now with { Rows = Now.Rows.SetItem(index, Now.Rows[index] with { Number = Stored(number) }) });

    public void DeleteRow(DateTimeOffset at, int index) => Set(at, Now with { Rows = Now.Rows.RemoveAt(index) });

    public void MakePrimary(DateTimeOffset at, int index) => Set(at, Now with { Primary = Now.Rows[index].Id });

    /// <summary>Adds the tag, or takes it away whatever its spelling.</summary>
    public void Tag(DateTimeOffset at, string name)
    {
        var others = Now.Tags.RemoveAll(tag => tag.Equals(name, StringComparison.OrdinalIgnoreCase));
        Set(at, Now with { Tags = others.Length < Now.Tags.Length ? others : others.Add(name) });
    }

    /// <summary>Applies a patch, or says why not.</summary>
    public WriteOutcome Write(DateTimeOffset at, RecordPatch patch)
    {
        if (habits.Revisions && patch.Revision != Now.Revision)
        {
            return new WriteOutcome.Conflicted();
        }

        if (habits.Refuses && patch.Scalars.GetValueOrDefault("jobTitle")?.Text == Refused)
        {
            return new WriteOutcome.Refused(habits.NamesWhatItRefuses ? "jobTitle" : null, "not a title");
        }

        var next = Now;
        foreach (var (path, value) in patch.Scalars)
        {
            if (path != "employer" || !habits.IgnoresEmployer)
            {
                var text = value.Text ?? string.Empty;
                next = next with { Scalars = next.Scalars.SetItem(path, habits.Truncates && text.Length > 4 ? text[..4] : text) };
            }
        }

        foreach (var row in patch.Rows)
        {
            next = Apply(next, row);
        }

        foreach (var set in patch.Sets)
        {
            next = next with { Tags = set.Whole };
        }

        Set(at, next, ours: true);
        return new WriteOutcome.Applied(Record(Now, "any"));
    }

    public SystemRecord Record(Snapshot content, string id) => new()
    {
        Id = id,
        Kind = RecordKind.Person,
        Revision = habits.Revisions ? content.Revision : null,
        Content = new RecordContent
        {
            Scalars = content.Scalars.ToImmutableDictionary(pair => pair.Key, pair => FieldValue.Of(pair.Value)),
            Lists = ImmutableDictionary<string, ImmutableArray<RecordRow>>.Empty.Add(
                ListParts.Tags, [.. content.Tags.Select(tag => new RecordRow(tag, FieldValue.Of(tag)))]).Add(
                ListParts.Phones,
                [.. content.Rows.Select(row => new RecordRow(
                    row.Id, FieldValue.OfParts(("number", row.Number), ("kind", row.Kind)), row.Id == content.Primary))]),
        },
    };

    private Snapshot Apply(Snapshot content, RowPatch patch)
    {
        var index = content.Rows.IndexOf(content.Rows.FirstOrDefault(row => row.Id == patch.RowId)!);
        var id = patch.RowId;
        if (patch.Value is { IsBlank: true })
        {
            return index < 0 ? content : content with { Rows = content.Rows.RemoveAt(index) };
        }

        if (patch.Value is { } value)
        {
            // A row that is not there any more is added anew, as a system does that takes whole lists.
            id = index < 0 ? $"{idPrefix}{++lastId}" : id;
            var row = new WorldRow(id!, Stored(value.Part("number")!), value.Part("kind")!);
            content = content with { Rows = index < 0 ? content.Rows.Add(row) : content.Rows.SetItem(index, row) };
        }

        return patch.Primary is true && content.Rows.Any(row => row.Id == id) ? content with { Primary = id } : content;
    }

    private string Stored(string number)
    {
        var digits = number.Replace("+1", string.Empty, StringComparison.Ordinal);
        return habits.ReformatsPhones && digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : number;
    }

    private void Set(DateTimeOffset at, Snapshot next, bool ours = false)
    {
        if (!next.Rows.Any(row => row.Id == next.Primary))
        {
            next = next with { Primary = next.Rows.FirstOrDefault()?.Id };
        }

        history.Add((at, next with { Revision = Now.Revision + 1 }, ours));
    }
}
