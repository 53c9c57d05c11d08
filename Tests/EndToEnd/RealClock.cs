namespace Counterpart.Tests.EndToEnd;

/// <summary>The one place in the tests where time is the machine's.</summary>
internal static class RealClock
{
#pragma warning disable RS0030 // Whole processes run on real time.
    public static readonly TimeProvider Instance = TimeProvider.System;
#pragma warning restore RS0030
}
