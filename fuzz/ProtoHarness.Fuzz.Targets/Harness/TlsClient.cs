using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Fuzzing;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>The probe's own handshake and its judge of certificates, against a server that says anything.</summary>
public static class TlsClient
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly TrustOptions Trust = new() { Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)] };

    static readonly HelloSpec[] Offers =
    [
        new(),
        new() { Goal = HandshakeGoal.Finish },
        new() { Goal = HandshakeGoal.Hello, Shares = [] },
        new() { Goal = HandshakeGoal.Finish, Versions = [TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10], Suites = CipherSuites.Older },
        new() { Versions = [TlsVersion.Ssl3], Suites = CipherSuites.Older },
    ];

    /// <summary>The first byte chooses the offer, the second where the rest is split: whatever the server says, both ways come to the same end.</summary>
    [FuzzTarget(Name = "tls/client", AlsoInstrument = ["ProtoHarness.Plugins.TlsProbe"])]
    public static void Run(ReadOnlySpan<byte> input) => Judge(input, Feed);

    /// <summary>Judges what becomes of an input, however its bytes reach the handshake.</summary>
    /// <param name="input">The input.</param>
    /// <param name="feed">Hands it what the server says.</param>
    /// <exception cref="LawViolationException">It goes on after the end, or the split makes a difference.</exception>
    internal static void Judge(ReadOnlySpan<byte> input, HandshakeFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (input.Length < 2)
        {
            return;
        }

        var offer = Offers[input[0] % Offers.Length];
        var said = input[2..];
        var shared = new SharedWork(new Random(1));
        using var whole = Answer(offer, shared, feed, said);
        using var parts = Answer(offer, shared, feed, said, Math.Min(input[1], said.Length));
        if (Told(whole) != Told(parts))
        {
            throw new LawViolationException("tls/split", $"in one piece: {Told(whole)}; in two: {Told(parts)}");
        }

        if (whole.Flight.Certificates is { } certificates)
        {
            _ = new ChainJudge(Trust, "host.probe.test", Now, shared).Judge(certificates, whole.Flight.Staple);
        }
    }

    static void Feed(ClientHandshake handshake, ReadOnlySpan<byte> said, int split)
    {
        handshake.Receive(said[..split]);
        handshake.Receive(said[split..]);
        handshake.ReceiveEnd();
    }

    static ClientHandshake Answer(HelloSpec offer, SharedWork shared, HandshakeFeed feed, ReadOnlySpan<byte> said, int split = 0)
    {
        var handshake = new ClientHandshake(offer, new HandshakeLimits(), new Random(2), shared);
        feed(handshake, said, split);
        if (!handshake.IsOver)
        {
            throw new LawViolationException("tls/end", "a handshake goes on after the end of its stream");
        }

        return handshake;
    }

    static (string? Code, TlsVersion Version, ushort Suite, NamedGroup Group, int Certificates, string Possession, bool? WantsNone) Told(ClientHandshake handshake) => (
        handshake.Fault?.Code, handshake.Flight.Version, handshake.Flight.Suite, handshake.Flight.Group, handshake.Flight.Certificates?.Count ?? -1,
        $"{handshake.Flight.Possession}", handshake.Flight.WantsNoCertificate);
}
