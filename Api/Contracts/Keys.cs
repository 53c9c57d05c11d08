using System.ComponentModel.DataAnnotations;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <param name="Role">Any but <c>operator</c>.</param>
/// <param name="Subject">An adviser's name for <c>adviser</c>, a client's hub record id for <c>client</c>, a hub's name for <c>system</c>; else null.</param>
/// <param name="Label">Whose key it is; shown in lists and in the audit.</param>
public sealed record KeyRequest(
    Role Role, [property: MaxLength(ApiLimits.IdLength)] string? Subject, [property: MaxLength(ApiLimits.LabelLength)] string Label);

/// <param name="OverlapMinutes">How long the old key goes on working.</param>
public sealed record RotateRequest([property: Range(0, ApiLimits.OverlapMinutesMax)] int OverlapMinutes = ApiLimits.OverlapMinutesDefault);

/// <param name="Id">The key's public name, as the journal and the audit show it.</param>
/// <param name="EndsAt">When it stops or stopped working; null while nothing is set.</param>
public sealed record KeyItem(string Id, Role Role, string? Subject, string Label, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt)
{
    public static KeyItem Of(KeyRow row) =>
        new(row.Id, RoleNames.Parse(row.Role) ?? throw new InvalidDataException($"The key {row.Id} has the role {row.Role}."), row.Subject, row.Label, row.CreatedAt, row.RevokedAt);
}

/// <summary>The firm's keys, oldest first; an operator's are the operators'.</summary>
public sealed record KeysAnswer(IReadOnlyList<KeyItem> Keys);

/// <param name="Secret">The key itself. It is not kept and can't be shown again.</param>
public sealed record KeyCreatedAnswer(KeyItem Key, string Secret)
{
    public static KeyCreatedAnswer Of(NewKey made) => new(KeyItem.Of(made.Row), made.Secret);

    // The text of a record may end in a log.
    public override string ToString() => $"{nameof(KeyCreatedAnswer)} {Key.Id}";
}
