using System.Text;
using ProtoHarness.Engine.Faults;

namespace Repository.Tests.Docs;

/// <summary>docs/faults.md: each fault with its parameters, when it counts as fired, and what a correct peer does.</summary>
static class FaultDocs
{
    const string Intro = """
        # Faults

        A fault is a stage that the bytes of one direction of one connection go through. Faults are written as a chain, with a place before it:

        ```
        C>S fragment 1                        the client's direction, every connection
        S>C#2 delay 5ms | reset @4096         the server's direction of the second connection: first the delay, then the reset
        * chunks 64                           both directions
        cancel 12                             the session
        ```

        Positions (`@BYTE`, or `at BYTE`) count the bytes of that direction from 0. Times are the session's own: `5ms`, `2s`, `1h`. Sizes are `512`, `64KiB`, `1MiB`.

        Each fault has a guard that removes it with its session, and a **receipt** that says how often it fired, and where first. A case whose fault never fired says nothing
        and is UNSUPPORTED, never PASS.

        Under a *benign* fault a correct conversation completes, with the same result. Under a *hostile* one each end completes or refuses cleanly: a `ProtocolException`, a lost
        connection, a cancellation, a timeout. Faults that *tell* both peers end the connection or break it where both see it, so that nobody may wait for ever; under the others a
        peer without a timeout may wait until it is cancelled.

        This page is generated from the catalogue of faults.

        """;

    public static string Write()
    {
        var text = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        Table(text, "Benign", FaultCatalog.All.Where(kind => kind.IsBenign && kind.Scope != FaultScope.Datagrams));
        Table(text, "Hostile", FaultCatalog.All.Where(kind => !kind.IsBenign && kind.Scope != FaultScope.Datagrams));
        Table(text, "Of datagrams", FaultCatalog.All.Where(kind => kind.Scope == FaultScope.Datagrams));
        return text.ToString();
    }

    static void Table(StringBuilder text, string title, IEnumerable<FaultKind> kinds)
    {
        text.Append($"\n## {title}\n\n| written | does | sits on | fired when | tells | a correct peer |\n|---|---|---|---|---|---|\n");
        foreach (var kind in kinds)
        {
            var scope = kind.Scope switch { FaultScope.Bytes or FaultScope.Datagrams => "a direction", FaultScope.Connection => "a connection", _ => "the session" };
            text.Append($"| `{kind.Syntax}` | {kind.Summary} | {scope} | {kind.Fires} | {(kind.TellsPeers ? "both" : "")} | {kind.CorrectPeer} |\n");
        }
    }
}
