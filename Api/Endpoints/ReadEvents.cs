using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ReadEvents
{
    private const string After = "after";
    private const string Header = "Last-Event-ID";

    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/events", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("readEvents", "Listen to what changes, as it changes: server-sent events")
        {
            Description = "The firm's journal as it concerns the caller: all of it, the own book, or the own record. The first event is ready, and says where "
                + "the stream begins; then comes one event link for every journal record, in order and each once. Its id is the position: with the last one "
                + "in Last-Event-ID (or after) a listener goes on where it was. Where that can't be, the first event is reset: read anew what is shown, and go on "
                + "from there. Comments keep the connection alive.",
            Parameters =
            [
                Parameter.Header(Header, "The id of the last event that the listener has; left out: from now on.", EventPosition.MaxLength),
                Parameter.Query(After, "The same, for listeners that can't set headers. The header is of more weight."),
            ],
            Answer = Body.Of(ExampleEvents.Answer, ApiJson.Types.EventAnswer),
            AnswerType = EventStream.ContentType,
            Problems = [ProblemCode.Validation],
        })
    {
        IsStream = true,
    };

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, After);
        var from = Position(call, asked, faults);
        if (faults.Any)
        {
            return faults.Answer();
        }

        var hub = call.Get<EventHub>();
        var clock = call.Get<TimeProvider>();
        return await hub.ListenAsync(call.Caller, from, call.Cancel) is { } listener
            ? new EventStream(
                listener,
                new StreamCheck(call.FindAgainAsync, call.Caller, hub.Options.CheckEvery, clock),
                hub.Options,
                clock,
                call.Get<IHostApplicationLifetime>().ApplicationStopping)
            : Problems.TooManyListeners();
    }

    private static EventPosition? Position(ApiCall call, QueryMembers asked, Faults faults)
    {
        var (text, field) = call.Request.Headers.TryGetValue(Header, out var values) && values is [{ Length: > 0 } header]
            ? (header, Header)
            : (asked.Text(After, EventPosition.MaxLength), After);
        if (text is null)
        {
            return null;
        }

        if (EventPosition.TryParse(text, out var position))
        {
            return position;
        }

        faults.Add(field, null, "must be the id of an event");
        return null;
    }
}
