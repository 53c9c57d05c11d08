namespace Counterpart.Links;

/// <summary>When a field that something else keeps writing back is left alone.</summary>
public sealed record QuarantineRule
{
    public const int LeastReturns = 2;
    public const int MostReturns = 10;
    public static readonly TimeSpan LongestWithin = TimeSpan.FromDays(1);
    public static readonly TimeSpan LongestAfterWrite = TimeSpan.FromMinutes(30);

    /// <summary>How often the value that we replaced has to come back: 2 to 10.</summary>
    public int Returns
    {
        get;
        init => field = value is >= LeastReturns and <= MostReturns ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 3;

    /// <summary>Within what time: up to a day.</summary>
    public TimeSpan Within
    {
        get;
        init => field = value > TimeSpan.Zero && value <= LongestWithin ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = TimeSpan.FromHours(1);

    /// <summary>How soon after our write it has to be seen, each time: up to half an hour. A person's second thought is slower.</summary>
    public TimeSpan AfterWrite
    {
        get;
        init => field = value > TimeSpan.Zero && value <= LongestAfterWrite ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = TimeSpan.FromMinutes(2);
}
