using System.Globalization;

namespace Counterpart.Storage;

/// <summary>Brings a database to the newest schema: the numbered steps that it has not had, in one transaction.</summary>
internal static class Migrations
{
    /// <summary>Step n, the script that leads from version n - 1 to n, at index n - 1.</summary>
    public static IReadOnlyList<string> Steps { get; } = SchemaSteps.Read("Sqlite/Schema/");

    public static void Apply(Database database, string file, IReadOnlyList<string> steps)
    {
        var version = Version(database);
        if (version == steps.Count)
        {
            return;
        }

        if (version > steps.Count)
        {
            throw new StoreVersionException(
                $"{file} has schema version {version}, and this program knows up to {steps.Count}: use a newer program.");
        }

        database.Transact(() =>
        {
            foreach (var step in steps.Skip(version))
            {
                database.Execute(step);
            }

            database.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {steps.Count}"));
        });
    }

    private static int Version(Database database) => database.Prepare("pragma user_version").First(static row => row.Int(0));

}
