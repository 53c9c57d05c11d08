using System.Globalization;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>A list call: its page, its order and its filters. An unknown filter is not an error: it does not filter.</summary>
internal sealed class ContactQuery
{
    // The documented filters: vendors.md, section 1, "List".
    private static readonly HashSet<string> Scalars = new(StringComparer.Ordinal)
    {
        "id", "contact_type", "name", "email", "phone", "external_unique_id", "active", "deleted", "deleted_since", "household_title",
        "type", "order", "updated_since", "updated_before", "page", "per_page",
    };

    private readonly QueryText _query;
    private readonly List<Predicate<RecordVersion>> _filters = [];

    public ContactQuery(string text, bool exact)
    {
        _query = new QueryText(text);
        Broken = _query.Names.Any(name => name.IndexOf('[') is var at and > 0 && Scalars.Contains(name[..at]));
        var deleted = _query["deleted"] == "true";
        _filters.Add(contact => contact.Deleted == deleted);
        AddTime("updated_since", time => contact => ContactFilter.Since(contact.At, time, exact));
        AddTime("updated_before", time => contact => ContactFilter.Before(contact.At, time, exact));
        AddTime("deleted_since", time => contact => !contact.Deleted || ContactFilter.Since(contact.At, time, exact));
        Add("id", id => contact => contact.Id == id);
        foreach (var field in new[] { "contact_type", "type", "external_unique_id" })
            Add(field, value => contact => ContactFilter.Is(contact.Body.Text(field), value));
        Add("name", name => contact => contact.Body.Text("name")!.Contains(name, StringComparison.OrdinalIgnoreCase));
        Add("email", email => contact => ContactFilter.HasRow(contact, "email_addresses", email, StringComparison.OrdinalIgnoreCase));
        Add("phone", phone => contact => ContactFilter.HasRow(contact, "phone_numbers", phone, StringComparison.Ordinal));
        Add("active", active => contact => (contact.Body.Text("status") == "Active") == (active == "true"));
        Add("household_title", title => contact => ContactFilter.Is(contact.Body["household"]?["title"]?.ToString(), title));
        if (_query.Tags is { Count: > 0 } tags)
            _filters.Add(contact => ContactFilter.HasTag(contact, tags));
    }

    /// <summary>Brackets on a scalar filter.</summary>
    public bool Broken { get; }

    public bool BadTime { get; private set; }

    /// <summary>It asks for what was changed or deleted.</summary>
    public bool ByChange => _query["updated_since"] is not null || _query["deleted"] == "true";

    public int Page => int.TryParse(_query["page"], out var page) && page > 0 ? page : 1;

    public int PerPage => int.TryParse(_query["per_page"], out var size) && size > 0 ? Math.Min(size, 100) : 25;

    public string Order => _query["order"] ?? "asc";

    public bool Accepts(RecordVersion contact) => _filters.TrueForAll(filter => filter(contact));

    private void Add(string name, Func<string, Predicate<RecordVersion>> filter)
    {
        if (_query[name] is { } value)
            _filters.Add(filter(value));
    }

    private void AddTime(string name, Func<DateTimeOffset, Predicate<RecordVersion>> filter)
    {
        if (_query[name] is not { } value)
            return;
        if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            _filters.Add(filter(time));
        else
            BadTime = true;
    }
}
