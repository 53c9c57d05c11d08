using System.Text.Json;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>Makes settings of a body, and notes what the integration can't do.</summary>
internal static class ReadIntegrationSettings
{
    private static readonly string[] Regions = ["US", "CA", "AU", "NZ"];

    public static IntegrationRequest Read(JsonElement body, Faults faults, Integration integration)
    {
        var members = new RequestMembers(
            body, faults, "enabled", "contactSync", "accountSync", "onConflict", "first", "taxIdField", "region", "observeOnly", "paused", "hubPage", "partnerPage", "fields");
        var read = new IntegrationRequest(
            members.Flag("enabled"),
            members.Flag("contactSync", otherwise: true),
            members.Flag("accountSync", otherwise: false),
            members.Named("onConflict", ConflictPolicy.Hub),
            members.Named("first", ConflictPolicy.Ask),
            members.OptionalText("taxIdField", ApiLimits.TextLength));
        var region = members.OptionalText("region", ApiLimits.IdLength) ?? read.Region;
        if (!Regions.Contains(region, StringComparer.Ordinal))
        {
            faults.AddMember("region", $"must be one of {string.Join(", ", Regions)}");
        }

        return read with
        {
            Region = region,
            ObserveOnly = members.Flag("observeOnly", otherwise: false),
            Paused = members.Flag("paused", otherwise: false),
            HubPage = Page(members, "hubPage", faults),
            PartnerPage = Page(members, "partnerPage", faults),
            Fields = Fields(members, faults, integration),
        };
    }

    private static string? Page(RequestMembers members, string name, Faults faults)
    {
        var page = members.OptionalText(name, ApiLimits.TextLength);
        if (page is not null && PageTemplate.Fault(page) is { } rule)
        {
            faults.AddMember(name, rule);
        }

        return page;
    }

    private static Dictionary<string, FieldItem>? Fields(RequestMembers members, Faults faults, Integration integration)
    {
        if (!members.FindObject("fields", out var list))
        {
            return null;
        }

        var fields = new Dictionary<string, FieldItem>(StringComparer.Ordinal);
        foreach (var (path, place, value) in RequestMembers.Entries(list, FaultPlace.Body.Of("fields"), faults))
        {
            if (integration.Rules.FirstOrDefault(rule => rule.Path == path) is not { } rule)
            {
                faults.Add(place.Field, place.Pointer, $"is no field of {integration.Name}");
            }
            else if (!fields.TryAdd(path, Field(value, place, rule, faults)))
            {
                faults.Add(place.Field, place.Pointer, "must not be there more than once");
            }
        }

        return fields;
    }

    private static FieldItem Field(JsonElement value, FaultPlace place, FieldRule rule, Faults faults)
    {
        var members = new RequestMembers(value, faults, place, "direction", "onConflict", "onBlank");
        var field = new FieldItem(
            members.OptionalName<Direction>("direction"), members.OptionalName<ConflictPolicy>("onConflict"), members.OptionalName<BlankRule>("onBlank"));
        if (field.Direction is { } direction && OnlyWay(rule.Direction) is { } only && direction != only && direction != Direction.None)
        {
            var at = place.Of("direction");
            faults.Add(at.Field, at.Pointer, $"must be {Name(only)} or {Name(Direction.None)}: the other system does not take it");
        }

        if (field.OnBlank is not null && rule.IsList)
        {
            var at = place.Of("onBlank");
            faults.Add(at.Field, at.Pointer, "must be left out for a list: a row that is removed is removed");
        }

        return field;
    }

    /// <summary>The way that the systems allow, where it is one only.</summary>
    private static Direction? OnlyWay(Direction direction) => direction is Direction.ToHub or Direction.ToPartner ? direction : null;

    private static string Name(Direction direction) => JsonNamingPolicy.CamelCase.ConvertName(direction.ToString());
}
