using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class MakeBackup
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/backups", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("makeBackup", "Back up the database and its keys, while they are used")
        {
            Description = "Writes a file on the machine itself, into the folder that the operator set (Backup:Folder); its content is never sent. Answered when it is on disk.",
            Answer = Body.Of(
                new BackupAnswer(
                    "/var/backups/counterpart/counterpart-20260309T020000Z.tar.sealed", 48_312_320,
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ExampleNames.At("02:00:00"), Encrypted: true),
                ApiJson.Types.BackupAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.BackupElsewhere, ProblemCode.BackupFailed],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        await call.BeginAsync(Endpoint.Notes);
        try
        {
            if (await call.Service<IBackups>().MakeAsync(call.Cancel) is not { } made)
            {
                return Problems.Of(ProblemCode.BackupElsewhere, "The database is not a file of this process: back it up with its own tools, and the folder keys/ with them.");
            }

            call.Audit.Target = Path.GetFileName(made.File);
            return new JsonAnswer<BackupAnswer>(BackupAnswer.Of(made), ApiJson.Types.BackupAnswer);
        }
        catch (BackupException fault)
        {
            return Problems.Of(ProblemCode.BackupFailed, fault.Message);
        }
    }
}
