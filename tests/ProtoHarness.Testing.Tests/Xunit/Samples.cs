#pragma warning disable xUnit1000 // Internal on purpose: these are run by PropertyHost, and some of them must fail.
using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

/// <summary>Properties of which the reports are compared.</summary>
class Samples
{
    [Property(Replay = "(12345,67891)")]
    internal Property Fails_from_ten(int n) => (n < 10).Label("less than ten");

    [Property(Replay = "(12345,67891)")]
    internal Property Fails_with_two_labels(int n) => (n < 10).Label("first").Label("second");

    [Property(Replay = "(560502975304855407,17535960058433263231,15)")]
    internal bool Fails_in_one_step(int n) => n < 10;

    [Property(Replay = "1,3")]
    internal bool Fails_always_on_first(bool ignored) => ignored && !ignored;

    [Property]
    internal bool Holds(int n) => n == n + 0;

    [Property(MaxTest = 1)]
    internal bool Holds_once(int n) => n == n + 0;

    [Property(QuietOnSuccess = true)]
    internal bool Holds_quietly(int n) => n == n + 0;

    [Property(Verbose = true, MaxTest = 3)]
    internal bool Holds_verbosely(int n) => n == n + 0;

    [Property]
    internal Property Classifies_one(int n) => (n == n + 0).Classify(true, "all");

    [Property]
    internal Property Classifies_two(int n) => (n == n + 0).Classify(n % 2 == 0, "even").Classify(n % 2 != 0, "odd");

    [Property]
    internal Property Rejects_everything(int n) => Prop.When(n == n + 0, false);

    [Property]
    internal void Throws(int n) => throw new InvalidOperationException($"thrown, {n == n + 0}");

    [Property(Skip = "not today")]
    internal bool Skipped(int n) => n == n + 0;

    [Property(MaxTest = 1)]
    internal void Skips_itself(int n) => Assert.Skip($"needs a thing {n - n}");

    [Property]
    internal bool No_parameters() => true;

    [Property]
    internal bool Eight_parameters(int a, byte b, bool c, string d, long e, short f, char g, int h) => (a, b, c, d, e, f, g, h).Item1 == a;

    [Property(MaxTest = 5)]
    static bool Static_property(int n) => n == n + 0;

    [Property(Replay = "(1,456)")]
    internal bool Even_gamma(int n) => n == n + 0;

    [Property(Replay = "one,two")]
    internal bool Bad_replay(int n) => n == n + 0;

    [Property(Replay = "")]
    internal bool Empty_replay(int n) => n == n + 0;

    [Property(MaxShrinks = 5000)]
    internal bool Too_many_shrinks(int n) => n == n + 0;

    [Property]
    internal bool Generic<T>(T n) => n is not null;

    [Property]
    internal string Returns_text(int n) => $"{n}";

    [Property]
    internal bool By_reference(ref int n) => n == n + 0;
}
