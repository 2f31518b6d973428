namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>The target asked for more memory than one execution may have.</summary>
/// <param name="asked">The bytes asked for so far.</param>
/// <param name="limit">The limit.</param>
public sealed class AllocationLimitException(long asked, long limit)
    : Exception($"the target asked for {asked} bytes in one execution; the limit is {limit} (memory limit of the fuzzing options)")
{
    /// <summary>The bytes asked for so far.</summary>
    public long Asked { get; } = asked;

    /// <summary>The limit in bytes.</summary>
    public long Limit { get; } = limit;
}
