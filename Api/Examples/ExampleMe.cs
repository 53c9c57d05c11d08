using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ExampleMe
{
    public static readonly MeAnswer Answer = new("3f9a0c7d12be", new FirmName("bayside", "Bayside Wealth"), Role.Adviser, "adviser-1");

    public static readonly SessionAnswer Session = new(Answer, ExampleNames.At("21:00:00"));
}
