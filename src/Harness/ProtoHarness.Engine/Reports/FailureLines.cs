namespace ProtoHarness.Engine.Reports;

/// <summary>A failure as lines of text, each with the name of what it tells.</summary>
public static class FailureLines
{
    /// <summary>The failure as text.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> Of(ReportFailure failure) => Named(failure).Select(line => $"{line.Name,-9} {line.Text}").Prepend($"{failure.Subject}: {failure.Message}");

    /// <summary>What is known of the failure, each with its name; a name is empty where the line goes on with the one before.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>Names and lines.</returns>
    public static IEnumerable<(string Name, string Text)> Named(ReportFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure.Account is { } account)
        {
            yield return ("expected", account.Expected);
            foreach (var line in Lines("at", account.Place.Length > 0 ? [account.Place] : []).Concat(Lines("ends", account.Ends)).Concat(Lines("fault", account.Faults))
                .Concat(Lines("wire", account.Wire)).Concat(Lines("waits", account.Waits)))
            {
                yield return line;
            }
        }

        yield return ("case", failure.Case);
        if (failure.Finding.Length > 0)
        {
            yield return ("finding", failure.Finding);
            yield return ("replay", failure.Replay);
        }
    }

    static IEnumerable<(string Name, string Text)> Lines(string name, IReadOnlyList<string> lines) => lines.Select((line, i) => (i == 0 ? name : "", line));
}
