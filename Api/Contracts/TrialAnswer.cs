using System.Text.Json.Serialization;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What settings would change, had they not been a dry run. Nothing was changed.</summary>
/// <param name="DryRun">Always true.</param>
/// <param name="Version">The version of the settings that are there, and stay.</param>
/// <param name="Links">Links that were looked at.</param>
/// <param name="Complete">False: there are more links than were looked at.</param>
/// <param name="ChangedLinks">Links in which something would come out differently.</param>
/// <param name="ChangedPaths">Fields that would come out differently.</param>
/// <param name="OwedBefore">Fields that are to be written now; 0 while nothing is written.</param>
/// <param name="OwedAfter">Fields that would be.</param>
/// <param name="HeldBefore">Fields that are left different now, for a visible reason.</param>
/// <param name="HeldAfter">Fields that would be.</param>
public sealed record TrialAnswer(
    [property: JsonRequired] bool DryRun,
    string Integration,
    long Version,
    long Links,
    bool Complete,
    long ChangedLinks,
    long ChangedPaths,
    long OwedBefore,
    long OwedAfter,
    long HeldBefore,
    long HeldAfter)
{
    public static TrialAnswer Of(IntegrationView present, TrialView trial) => new(
        DryRun: true,
        present.Integration,
        present.Version,
        trial.Links,
        trial.Complete,
        trial.ChangedLinks,
        trial.ChangedPaths,
        trial.OwedBefore,
        trial.OwedAfter,
        trial.HeldBefore,
        trial.HeldAfter);
}
