namespace ProtoHarness.Fuzzing.Findings;

/// <summary>One distinct failure.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Kind">How the execution ended.</param>
/// <param name="What">The exception's type or the law's name.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="Stack">The normalised stack, innermost first.</param>
/// <param name="Input">The smallest input found.</param>
/// <param name="Executions">How many executions it took to find it.</param>
/// <param name="IsConfirmed">Whether it failed again when it was replayed; one that did not is flaky.</param>
/// <param name="Script">The finding as a <c>.phs</c> file; null when there is no such form for it.</param>
public sealed record FuzzFinding(
    string Target,
    OutcomeKind Kind,
    string What,
    string Message,
    IReadOnlyList<string> Stack,
    byte[] Input,
    long Executions,
    bool IsConfirmed,
    string? Script = null)
{
    /// <summary>What makes it distinct: kind, exception or law, and normalised stack.</summary>
    public string Key => $"{Kind}|{What}|{string.Join('<', Stack)}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind} {What} in {(Stack.Count > 0 ? Stack[0] : Target)} ({Input.Length} bytes{(IsConfirmed ? "" : ", flaky")}): {Message}";
}
