using System.Runtime.CompilerServices;

namespace Counterpart.Simulation;

/// <summary>A law of the design that did not hold.</summary>
internal sealed class LawBroken(int law, string what) : Exception($"law {law}: {what}")
{
    public int Law => law;

    public static void Require(int law, bool holds, string what)
    {
        if (!holds)
        {
            throw new LawBroken(law, what);
        }
    }

    public static void Require(int law, bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Told what)
    {
        if (!holds)
        {
            throw new LawBroken(law, what.ToString());
        }
    }

    /// <summary>What is told of it: put into words only when the law does not hold.</summary>
    [InterpolatedStringHandler]
    public ref struct Told
    {
        private DefaultInterpolatedStringHandler words;

        public Told(int literals, int values, bool holds, out bool isTold)
        {
            isTold = !holds;
            words = isTold ? new DefaultInterpolatedStringHandler(literals, values) : default;
        }

        public void AppendLiteral(string text) => words.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => words.AppendFormatted(value);

        public void AppendFormatted<T>(T value, string? format) => words.AppendFormatted(value, format);

        public override string ToString() => words.ToStringAndClear();
    }
}
