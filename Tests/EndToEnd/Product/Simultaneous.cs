namespace Counterpart.Tests.EndToEnd;

/// <summary>Edits on both sides whose order the product can't know: neither system is read between them.</summary>
internal static class Simultaneous
{
    public static async Task EditsAsync(Product product, Func<Task> atHub, Func<Task> atPartner)
    {
        await product.Hub.SetAsync(new { postsPaused = true });
        await product.Hub.FaultAsync(new { match = new { method = "GET", path = "^/hub/v1/changes" }, kind = "Delay", delayMs = 300, times = 1 });
        await product.Partner.FaultAsync(new { match = new { method = "GET", path = "^/v1/contacts$" }, kind = "Delay", delayMs = 300, times = 1 });
        await Task.WhenAll(atHub(), atPartner());
        await product.Hub.SetAsync(new { postsPaused = false });
    }
}
