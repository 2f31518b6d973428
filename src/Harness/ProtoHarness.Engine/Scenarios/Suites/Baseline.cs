using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Failures that are expected: one id a line, <c>#</c> begins a comment. A case that is listed and passes is a failure too, so that the list stays true.</summary>
public sealed class Baseline
{
    readonly SortedSet<string> _ids;

    Baseline(IEnumerable<string> ids) => _ids = new SortedSet<string>(ids, StringComparer.Ordinal);

    /// <summary>No failure is expected.</summary>
    public static Baseline Empty { get; } = new([]);

    /// <summary>The ids.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The list.</returns>
    public static Baseline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Baseline(text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(id => id.Length > 0));
    }

    /// <summary>What a result is with the list in hand.</summary>
    /// <param name="result">The result.</param>
    /// <returns>A failure that is listed becomes UNSUPPORTED with a note; a pass that is listed becomes FAIL.</returns>
    public SuiteResult Apply(SuiteResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Apply(result.Case.Id, result.Verdict, result.Message) is var (verdict, message) ? result with { Verdict = verdict, Message = message } : result;
    }

    /// <summary>What a verdict is with the list in hand.</summary>
    /// <param name="id">The id of what was judged.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="message">Why.</param>
    /// <returns>Another verdict and why; null when the list does not change it.</returns>
    public (Verdict Verdict, string Message)? Apply(string id, Verdict verdict, string message) => !_ids.Contains(id) ? null : verdict switch
    {
        Verdict.Fail or Verdict.NonStrict or Verdict.Flaky => (Verdict.Unsupported, $"fails as the baseline says: {message}"),
        Verdict.Pass => (Verdict.Fail, "passes, but the baseline says that it fails: take it off the list"),
        _ => null,
    };
}
