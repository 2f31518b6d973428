using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Finds all that a server accepts: offer everything, take out what it chose, offer the rest, until it refuses.</summary>
sealed class Enumerator(HandshakeRunner runner, HelloSpec usual)
{
    static readonly TlsVersion[] Versions = [TlsVersion.Tls13, TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10, TlsVersion.Ssl3];

    readonly Enumeration _found = new();

    public async Task<Enumeration> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var version in Versions)
        {
            await SuitesOfAsync(version, cancellationToken).ConfigureAwait(false);
        }

        if (await SpeaksSsl2Async(cancellationToken).ConfigureAwait(false))
        {
            _found.Suites[TlsVersion.Ssl2] = [];
        }

        await GroupsAsync(cancellationToken).ConfigureAwait(false);
        await PrimesAsync(cancellationToken).ConfigureAwait(false);
        return _found;
    }

    async Task SuitesOfAsync(TlsVersion version, CancellationToken cancellationToken)
    {
        List<ushort> left =
        [
            .. version == TlsVersion.Tls13 ? CipherSuites.Tls13
                : CipherSuites.Older.Where(suite => version == TlsVersion.Tls12 || !CipherSuites.Of(suite).NeedsTls12),
        ];
        while (left.Count > 0)
        {
            // Without a key share a server of TLS 1.3 names its choice and computes nothing.
            var outcome = await AskAsync(
                usual with { Goal = HandshakeGoal.Hello, Versions = [version], Suites = left, Shares = [] }, cancellationToken).ConfigureAwait(false);
            if (outcome is not { HasHello: true, Flight: { } flight } || flight.Version != version || !left.Remove(flight.Suite))
            {
                return;
            }

            if (!_found.Suites.TryGetValue(version, out var suites))
            {
                _found.Suites[version] = suites = [];
            }

            suites.Add(flight.Suite);
        }
    }

    async Task GroupsAsync(CancellationToken cancellationToken)
    {
        var is13 = _found.Suites.ContainsKey(TlsVersion.Tls13);
        var older = _found.Suites.Where(pair => pair.Key is not (TlsVersion.Tls13 or TlsVersion.Ssl2 or TlsVersion.Ssl3))
            .Select(pair => (pair.Key, Suites: pair.Value.Where(suite => CipherSuites.Of(suite).IsEcdhe).ToList()))
            .LastOrDefault(pair => pair.Suites.Count > 0);
        var left = HelloSpec.AllGroups.ToList();
        while (is13 && left.Count > 0)
        {
            var outcome = await AskAsync(
                usual with { Goal = HandshakeGoal.Hello, Versions = [TlsVersion.Tls13], Suites = CipherSuites.Tls13, Groups = left, Shares = [] },
                cancellationToken).ConfigureAwait(false);
            if (!outcome.HasHello || !left.Remove(outcome.Flight.Group))
            {
                break;
            }

            _found.Groups.Add(outcome.Flight.Group);
        }

        // Older versions name the group only in the flight.
        left = [.. HelloSpec.AllGroups.Except(_found.Groups)];
        while (older.Suites is { Count: > 0 } && left.Count > 0)
        {
            var outcome = await AskAsync(
                usual with { Goal = HandshakeGoal.Flight, Versions = [older.Key], Suites = older.Suites, Groups = left }, cancellationToken).ConfigureAwait(false);
            if (!left.Remove(outcome.Flight.Group))
            {
                break;
            }

            _found.Groups.Add(outcome.Flight.Group);
        }
    }

    async Task PrimesAsync(CancellationToken cancellationToken)
    {
        foreach (var (version, suites) in _found.Suites.Where(pair => pair.Key is not (TlsVersion.Tls13 or TlsVersion.Ssl2)))
        {
            List<ushort> overField = [.. suites.Where(suite => CipherSuites.Of(suite).IsDhe)];
            if (overField.Count > 0)
            {
                var outcome = await AskAsync(
                    usual with { Goal = HandshakeGoal.Flight, Versions = [version], Suites = overField }, cancellationToken).ConfigureAwait(false);
                _found.PrimeBits = outcome.Flight.PrimeBits;
                return;
            }
        }
    }

    Task<bool> SpeaksSsl2Async(CancellationToken cancellationToken) => runner.WithStreamAsync(Ssl2Hello.AskAsync, _ => false, cancellationToken);

    async Task<Outcome> AskAsync(HelloSpec spec, CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(spec, cancellationToken).ConfigureAwait(false);
        if (outcome.Fault is { } fault && fault.Code is not (Codes.Alert or Codes.Eof or Codes.Reset or Codes.Malformed or Codes.Unsupported))
        {
            // A refusal is an answer; silence is none.
            _found.Interrupted ??= fault.Code;
        }

        return outcome;
    }
}
