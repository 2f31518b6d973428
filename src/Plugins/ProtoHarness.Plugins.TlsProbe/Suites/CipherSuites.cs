using System.Net.Security;

namespace ProtoHarness.Plugins.TlsProbe.Suites;

/// <summary>All suites that have a name, in the order of their numbers.</summary>
static class CipherSuites
{
    /// <summary>Every suite of the registry as the runtime knows it, without the two that are signals.</summary>
    public static IReadOnlyList<CipherSuite> All { get; } =
    [
        .. Enum.GetValues<TlsCipherSuite>().Distinct().OrderBy(suite => (ushort)suite)
            .Select(suite => new CipherSuite((ushort)suite, suite.ToString()))
            .Where(suite => suite.Id is not (0 or 0x00FF or 0x5600)),
    ];

    static readonly Dictionary<ushort, CipherSuite> ById = All.ToDictionary(suite => suite.Id);

    /// <summary>The suites of TLS 1.3.</summary>
    public static IReadOnlyList<ushort> Tls13 { get; } = [.. All.Where(suite => suite.IsTls13).Select(suite => suite.Id)];

    /// <summary>The suites of older versions.</summary>
    public static IReadOnlyList<ushort> Older { get; } = [.. All.Where(suite => !suite.IsTls13).Select(suite => suite.Id)];

    /// <summary>
    /// What a handshake for the certificate offers: everything with one that is not broken, forward secrecy and what can be decrypted first, so that a
    /// server with a mind of its own is not led to a bad choice.
    /// </summary>
    public static IReadOnlyList<ushort> Usual { get; } =
    [
        .. All.Where(suite => suite.HasCertificate && !suite.IsBroken && suite.Id is not (0x00C6 or 0x00C7))
            .OrderByDescending(suite => Crypto.SuiteCrypto.Of(suite.Id) is not null).ThenByDescending(suite => suite.HasForwardSecrecy)
            .ThenBy(suite => suite.Id).Select(suite => suite.Id),
    ];

    /// <summary>A suite by its number; an unknown one is named by it.</summary>
    public static CipherSuite Of(ushort id) => ById.TryGetValue(id, out var suite) ? suite : new CipherSuite(id, $"TLS_UNKNOWN_{id:X4}");
}
