using System.Text.Json;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Makes requests to set up firms of bodies.</summary>
internal static class OfficeReaders
{
    private static readonly string[] Roles = [.. EnumNames<Role>.All.Where(name => name != RoleNames.Of(Role.Operator))];
    private static readonly string[] Hubs = [.. Systems.Integrations.All.Select(integration => integration.HubSystem).Distinct(StringComparer.Ordinal)];

    public static FirmRequest Firm(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(body, faults, "id", "name", "label");
        var request = new FirmRequest(
            members.RequiredText("id", ApiLimits.FirmIdLength),
            members.RequiredText("name", ApiLimits.TextLength),
            members.RequiredText("label", ApiLimits.LabelLength));
        if (!faults.Any && !IsFirmId(request.Id))
        {
            faults.AddMember("id", "must be of lower-case letters, digits and hyphens, with no hyphen at either end");
        }

        return request;
    }

    public static AdminKeyRequest AdminKey(JsonElement body, Faults faults) =>
        new(new RequestMembers(body, faults, "label").RequiredText("label", ApiLimits.LabelLength));

    public static KeyRequest Key(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(body, faults, "role", "subject", "label");
        var name = members.RequiredText("role", ApiLimits.IdLength);
        var role = RoleNames.Parse(name);
        if (name.Length > 0 && role is null or Role.Operator)
        {
            faults.AddMember("role", $"must be one of {string.Join(", ", Roles)}");
        }

        var subject = members.OptionalText("subject", ApiLimits.IdLength);
        if (role is not (null or Role.Operator) && SubjectRule(role.Value, subject) is { } rule)
        {
            faults.AddMember("subject", rule);
        }

        return new KeyRequest(role ?? default, subject, members.RequiredText("label", ApiLimits.LabelLength));
    }

    public static RotateRequest Rotation(JsonElement body, Faults faults) => new(new RequestMembers(body, faults, "overlapMinutes")
        .WholeNumber("overlapMinutes", 0, ApiLimits.OverlapMinutesMax, ApiLimits.OverlapMinutesDefault));

    public static ConnectionRequest Connection(JsonElement body, Faults faults)
    {
        var members = new RequestMembers(body, faults, "baseUrl", "token");
        var request = new ConnectionRequest(members.OptionalText("baseUrl", ApiLimits.TextLength), members.RequiredText("token", ApiLimits.TokenLength));
        if (request.Token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            faults.AddMember("token", "must be of visible ASCII characters");
        }

        if (request.BaseUrl is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            faults.AddMember("baseUrl", "must be an address such as https://api.example.com/v1");
        }

        return request;
    }

    private static string? SubjectRule(Role role, string? subject) => role switch
    {
        Role.FirmAdmin => subject is null ? null : "must be left out for firmAdmin",
        Role.Adviser => subject is null ? "must be the adviser's name in the hub" : null,
        Role.Client => subject is null ? "must be the client's id in the hub" : null,
        Role.System => Hubs.Contains(subject, StringComparer.Ordinal) ? null : $"must be one of {string.Join(", ", Hubs)}",
        _ => null,
    };

    private static bool IsFirmId(string id) =>
        id[0] != '-' && id[^1] != '-' && id.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
