#pragma warning disable xUnit1000 // Internal on purpose: these are run by PropertyHost, and some of them must fail.
using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

static class Sevens
{
    internal static Arbitrary<int> Numbers() => Gen.Constant(7).ToArbitrary();
}

static class Eights
{
    internal static Arbitrary<int> Numbers => Gen.Constant(8).ToArbitrary();

    internal static Arbitrary<string> Words(Arbitrary<int> numbers) => numbers.Generator.Select(n => $"word {n}").ToArbitrary();
}

static class Nothing
{
    internal static int NotAnArbitrary() => 1;
}

[Properties(MaxTest = 11, Verbose = true, Arbitrary = [typeof(Eights)], Replay = "(1,3)")]
class PrecedenceSamples
{
    [Property]
    internal bool Takes_from_class(int n) => n == 8;

    [Property(Verbose = false, Arbitrary = [typeof(Sevens)], Replay = "(2,5,4)")]
    internal bool Own_values_win(int n) => n == 7;

    [Property(Arbitrary = [typeof(Eights), typeof(Sevens)])]
    internal bool Earlier_type_wins(int n) => n == 8;

    [Property(Arbitrary = [typeof(Sevens)])]
    internal bool Injected_arbitrary(string word) => word.StartsWith("word ", StringComparison.Ordinal);

    [Property(Arbitrary = [typeof(Nothing)])]
    internal bool No_instances(int n) => n == 8;

    [Properties(MaxTest = 5)]
    internal class Inner
    {
        [Property]
        internal bool Takes_from_nearest(int n) => n == 8;
    }
}
