namespace ProtoHarness.Pooling.Tests.Laws;

/// <summary>What is called on a pool; the thing is that of a return.</summary>
readonly record struct PoolOperation(string Name, int Thing)
{
    internal static PoolOperation Rent { get; } = new("rent", 0);

    internal static PoolOperation Return(int thing) => new("return", thing);

    public override string ToString() => Thing == 0 ? Name : $"{Name} thing {Thing}";
}
