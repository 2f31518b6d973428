using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Tests.Engine;

public static class AllowedTargets
{
    [FuzzTarget(Allowed = [typeof(FormatException)])]
    public static void Refuses(ReadOnlySpan<byte> input)
    {
        if (input.Length > 3 && input[1] == 7)
        {
            throw new UriFormatException("derived from what is allowed");
        }
    }

    public static void BreaksLaw(ReadOnlySpan<byte> input)
    {
        if (input.Length > 3 && input[2] == 0x31)
        {
            throw new LawViolationException("round-trip", "planted");
        }
    }

    public static void Swallows(ReadOnlySpan<byte> input)
    {
        try
        {
            for (var i = 0; i < 10; i += input.Length > 2 && input[0] == 0x32 ? 0 : 1)
            {
                GC.KeepAlive(i);
            }
        }
        catch (FuelExhaustedException)
        {
            return;
        }
    }
}
