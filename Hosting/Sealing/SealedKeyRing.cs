using System.Text;
using System.Xml.Linq;
using Counterpart.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Counterpart.Hosting;

/// <summary>The key ring of ASP.NET Core Data Protection in the store, each key sealed with the master key.</summary>
internal sealed class SealedKeyRing(IStore store, MasterKey master) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    private volatile bool isEmpty;

    // The interface is synchronous; it is asked at the start, and then once in a while.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var rows = Task.Run(() => store.ListSealedAsync(CancellationToken.None)).GetAwaiter().GetResult();
        XElement[] keys = [.. rows
            .Where(row => row.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(row => XElement.Parse(Encoding.UTF8.GetString(master.Open(row.Name, row.Content.Span))))];
        isEmpty = keys.Length == 0;
        return keys;
    }

    // The first key is in force at once, so there must be one first key; later ones are made days ahead, and several do no harm.
    public void StoreElement(XElement element, string friendlyName)
    {
        var name = Prefix + (isEmpty ? "first" : friendlyName);
        var row = new SealedRow(name, master.Seal(name, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))));
        if (!Task.Run(() => store.AddSealedAsync(row, CancellationToken.None)).GetAwaiter().GetResult())
        {
            throw new KeyRingTakenException();
        }
    }
}

/// <summary>Another node made the first key at the same moment.</summary>
internal sealed class KeyRingTakenException() : Exception("Another node made the first key of the ring.");
