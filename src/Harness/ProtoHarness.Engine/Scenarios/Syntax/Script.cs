using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A script as it is written, before anybody asks what it means. <see cref="ScriptPrinter"/> and <see cref="ScriptParser"/> are each other's inverse.</summary>
/// <param name="Statements">Its lines. No two blank lines follow each other, and none is first or last.</param>
public sealed record Script(Sequence<Statement> Statements)
{
    /// <summary>The version of the language that this ProtoHarness reads and writes.</summary>
    public const int Version = 1;

    /// <summary>The file extension.</summary>
    public const string Extension = ".phs";

    /// <summary>The same script on a transport.</summary>
    /// <param name="transport">What connects its roles.</param>
    /// <returns>A script that says so; memory need not be said.</returns>
    public Script On(TransportKind transport)
    {
        var lines = Statements.ToList();
        var arguments = new Sequence<Argument>([new Word(TransportKinds.Format(transport))]);
        var said = lines.FindIndex(line => line.Head == "on");
        if (said >= 0)
        {
            lines[said] = lines[said] with { Arguments = arguments };
        }
        else if (transport != TransportKind.Memory)
        {
            lines.Insert(lines.FindIndex(line => line.Head == "use") + 1, new Statement("on") { Arguments = arguments });
        }

        return new Script([.. lines]);
    }

    /// <summary>The same script under limits.</summary>
    /// <param name="limits">The names and values of limits.</param>
    /// <returns>A script that says those of which it says nothing yet.</returns>
    public Script Under(IEnumerable<(string Name, string Value)> limits)
    {
        var said = Statements.Where(line => line.Head == "limits").SelectMany(line => line.Arguments.OfType<Pair>()).Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal);
        var added = limits.Where(limit => !said.Contains(limit.Name)).Select(Argument (limit) => Argument.Named(limit.Name, limit.Value)).ToList();
        var lines = Statements.ToList();
        if (added.Count > 0)
        {
            lines.Insert(lines.FindIndex(line => line.Head == "use") + 1, Statement.Of("limits", added));
        }

        return new Script([.. lines]);
    }

    /// <summary>The script as text.</summary>
    /// <returns>What <c>fmt</c> writes.</returns>
    public override string ToString() => ScriptPrinter.Print(this);
}
