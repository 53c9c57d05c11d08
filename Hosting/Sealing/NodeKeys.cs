using System.Security.Cryptography;
using System.Text;
using Counterpart.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Counterpart.Hosting;

/// <summary>What a node seals with: the key ring, and the key of the tax ids' hashes.</summary>
internal sealed class NodeKeys : IAsyncDisposable
{
    private const string HashKey = "tax-id-hash-key";
    private const string Check = "tax-id-hash-key-check";
    private const int MostTries = 5;

    private readonly ServiceProvider? services;

    private NodeKeys(IDataProtectionProvider protection, byte[] hashKey, ServiceProvider? services)
    {
        Protection = protection;
        TaxIdHashKey = hashKey;
        this.services = services;
    }

    public IDataProtectionProvider Protection { get; }

    public byte[] TaxIdHashKey { get; }

    /// <summary>In the store when there is a master key; else in a folder that only its owner can read.</summary>
    /// <exception cref="NodeKeyException">The master key is none or another, or the folder's keys are not those of the database.</exception>
    public static async Task<NodeKeys> LoadAsync(IStore store, StoreTuning tuning, string folder, CancellationToken cancel)
    {
        if (MasterKey.Read(tuning) is { } master)
        {
            return await InStoreAsync(store, master, cancel);
        }

        var keys = OwnFolder.Make(folder);
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        var hashKey = HashKeyFile.LoadOrCreate(Path.Combine(keys.FullName, "tax-id.key"));
        if (tuning.IsShared)
        {
            await CheckAsync(store, hashKey, cancel);
        }

        return new NodeKeys(DataProtectionProvider.Create(keys, builder => builder.SetApplicationName("Counterpart")), hashKey, null);
    }

    public ValueTask DisposeAsync() => services?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<NodeKeys> InStoreAsync(IStore store, MasterKey master, CancellationToken cancel)
    {
        if ((await store.ListSealedAsync(cancel)).Any(row => row.Name == Check))
        {
            throw new NodeKeyException("The database's keys are in a node's data folder: a master key can't open them.");
        }

        await store.AddSealedAsync(new SealedRow(HashKey, master.Seal(HashKey, RandomNumberGenerator.GetBytes(32))), cancel);
        var hashKey = (await store.ListSealedAsync(cancel)).Single(row => row.Name == HashKey);
        var taxIds = master.Open(HashKey, hashKey.Content.Span);
        for (var tries = 1; ; tries++)
        {
            var collection = new ServiceCollection();
            collection.AddDataProtection().SetApplicationName("Counterpart");
            collection.Configure<KeyManagementOptions>(options => options.XmlRepository = new SealedKeyRing(store, master));
            var built = collection.BuildServiceProvider();
            var protection = built.GetRequiredService<IDataProtectionProvider>();
            try
            {
                // Makes the first key where there is none.
                protection.CreateProtector("Counterpart.Start").Protect([1]);
                return new NodeKeys(protection, taxIds, built);
            }
            catch (Exception fault) when (tries < MostTries && IsTaken(fault))
            {
                await built.DisposeAsync();
            }
        }
    }

    private static bool IsTaken(Exception? fault) => fault is not null && (fault is KeyRingTakenException || IsTaken(fault.InnerException));

    // Two nodes with keys of their own would not find each other's tax ids, nor open each other's credentials.
    private static async Task CheckAsync(IStore store, byte[] hashKey, CancellationToken cancel)
    {
        var check = new SealedRow(Check, HMACSHA256.HashData(hashKey, Encoding.ASCII.GetBytes(Check)));
        await store.AddSealedAsync(check, cancel);
        var rows = await store.ListSealedAsync(cancel);
        if (rows.Any(row => row.Name == HashKey) || !rows.Single(row => row.Name == Check).Content.Span.SequenceEqual(check.Content.Span))
        {
            throw new NodeKeyException(
                "The keys in this node's data folder are not those of the database: nodes that share one need Counterpart:Store:MasterKey.");
        }
    }
}
