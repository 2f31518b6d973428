namespace ProtoHarness.Fuzzing.Tests.Instrumentation;

public static class Thrower
{
    public const int Line = 10;

    public static int Throw(int n)
    {
        // The line below is the one above, by number.
        return n > 2 ? throw new InvalidOperationException("thrown") : n;
    }
}
