using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Histories;

/// <summary>Holds the edits that were answered as taken over against the link's own history: each at its sequence, in the order of the revisions.</summary>
internal static class TakenEdits
{
    public static async Task<IReadOnlyList<string>> ViolationsAsync(HotLink link, HttpClient api, CancellationToken cancel)
    {
        var told = new HashSet<(long Seq, string Value)>();
        await EachAsync(
            link,
            api,
            entry =>
            {
                if (entry.GetProperty("what").GetString() == "seen")
                {
                    told.Add((entry.GetProperty("seq").GetInt64(), entry.GetProperty("value").ToString()));
                }
            },
            cancel);
        var taken = link.Taken.OrderBy(edit => edit.Revision).ToList();
        return
        [
            .. taken.Where(edit => !told.Contains((edit.Seq, edit.Value))).Select(edit => $"an answered edit is not in the journal: {edit}"),
            .. taken.Zip(taken.Skip(1)).Where(pair => pair.Second.Seq <= pair.First.Seq).Select(pair => $"sequence against revision: {pair}"),
        ];
    }

    /// <summary>Reads the whole history of a link, newest first.</summary>
    public static async Task EachAsync(HotLink link, HttpClient api, Action<JsonElement> entry, CancellationToken cancel)
    {
        for (var before = string.Empty; ;)
        {
            var page = await api.GetFromJsonAsync<JsonElement>($"/v1/links/{Laboratory.Integration}/{Laboratory.Client(link.Pair)}/history?limit=200{before}", cancel);
            foreach (var told in page.GetProperty("entries").EnumerateArray())
            {
                entry(told);
            }

            if (page.GetProperty("nextBefore").ValueKind == JsonValueKind.Null)
            {
                return;
            }

            before = $"&before={page.GetProperty("nextBefore").GetInt64()}";
        }
    }
}
