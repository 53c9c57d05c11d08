namespace Counterpart.Tests.EndToEnd;

/// <summary>Edits on both sides whose order the product can't know: neither system is read between them.</summary>
internal static class Simultaneous
{
    public static async Task EditsAsync(Product product, Func<Task> atHub, Func<Task> atPartner)
    {
        await product.Hub.SetAsync(new { postsPaused = true });
        await product.Hub.HoldAsync("^/hub/v1/changes");
        await product.Partner.HoldAsync("^/v1/contacts$");

        // What was listed before is listed; what is listed next is held.
        await product.Hub.IsHeldAsync("lpl-demo");
        await product.Partner.IsHeldAsync("9001");
        await Task.WhenAll(atHub(), atPartner());
        await product.Hub.ReleaseAsync();
        await product.Partner.ReleaseAsync();
        await product.Hub.SetAsync(new { postsPaused = false });
    }
}
