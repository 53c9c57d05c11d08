using System.ComponentModel.DataAnnotations;

namespace Counterpart.Api;

/// <summary>The partner record that a person chose.</summary>
/// <param name="Partner">The partner system's id.</param>
public sealed record ChoiceRequest([property: MaxLength(ApiLimits.IdLength)] string Partner);
