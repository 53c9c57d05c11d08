using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Hosting;

/// <summary>Encrypts the credentials of outside systems for the store.</summary>
public sealed class CredentialSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Counterpart.Credential");

    public byte[] Seal(string credential) => protector.Protect(Encoding.UTF8.GetBytes(credential));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring does not hold the key.</exception>
    public string Open(ReadOnlyMemory<byte> credential) => Encoding.UTF8.GetString(protector.Unprotect(credential.ToArray()));
}
