using System.Security.Cryptography;
using System.Text;
using Counterpart.Links;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Hosting;

/// <summary>Seals tax ids: a keyed hash to match by, the last four digits to show, and ciphertext.</summary>
public sealed class TaxIdSeal(IDataProtectionProvider protection, ReadOnlyMemory<byte> hashKey)
{
    private readonly IDataProtector protector = protection.CreateProtector("Counterpart.TaxId");

    /// <summary>Null for text that holds no plausible tax id.</summary>
    public SealedTaxId? Seal(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length is < 8 or > 11)
        {
            return null;
        }

        var hash = HMACSHA256.HashData(hashKey.Span, Encoding.ASCII.GetBytes(digits));
        return new SealedTaxId(Convert.ToHexStringLower(hash), digits[^4..], protector.Protect(digits));
    }
}
