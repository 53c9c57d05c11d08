using Counterpart.Hosting;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>A request to do something to one link that has no body of its own.</summary>
internal sealed record ActRequest(Integration Integration, string Client, RequestKey? Key)
{
    public static async ValueTask<Reading<ActRequest>> ReadAsync(ApiCall call)
    {
        var faults = call.WithoutQuery();
        var client = call.Client(faults);
        var key = IdempotencyKey.Read(call.Request, faults);
        if (await RequestBody.NoneAsync(call.Request, faults) is { } problem)
        {
            return new(null, problem);
        }

        return call.Integration is { } integration
            ? new(new ActRequest(integration, client, IdempotencyKey.For(key, call.Request)), null)
            : new(null, Problems.NoSuchIntegration);
    }
}
