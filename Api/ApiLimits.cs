namespace Counterpart.Api;

/// <summary>The bounds of requests.</summary>
public static class ApiLimits
{
    public const int BodyBytes = 1024 * 1024;

    /// <summary>How deep a body may be nested.</summary>
    public const int BodyDepth = 32;

    public const int BulkClients = 50;
    public const int BulkChanges = 500;

    /// <summary>Fields that are decided in one request.</summary>
    public const int Choices = 200;

    /// <summary>Faults named in one answer; more of them help nobody.</summary>
    public const int Faults = 100;

    public const int PageDefault = 50;
    public const int PageMax = 200;
    public const int IdLength = 128;
    public const int KeyLength = 128;
    public const int TextLength = 500;
    public const int FirmIdLength = 64;
    public const int LabelLength = 200;
    public const int TokenLength = 4096;

    /// <summary>How long a rotated key goes on working: a day, and at most 30.</summary>
    public const int OverlapMinutesDefault = 24 * 60;
    public const int OverlapMinutesMax = 30 * 24 * 60;

    public const int CursorLength = 4096;

    /// <summary>How long linking waits for a directory that is being read.</summary>
    public static readonly TimeSpan LinkWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a refresh waits for both records to be read.</summary>
    public static readonly TimeSpan RefreshWait = TimeSpan.FromSeconds(5);

    /// <summary>When to repeat what the store could not take.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
}
