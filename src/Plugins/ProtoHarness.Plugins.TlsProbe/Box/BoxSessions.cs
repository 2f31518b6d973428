using System.Diagnostics.CodeAnalysis;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Sessions of TLS 1.2 that a server of the box resumes when a client asks for them by their number (RFC 5246, F.1.4).</summary>
sealed class BoxSessions
{
    const int MostKept = 256;

    readonly BoundedCache<string, OldKeySchedule> _kept = new(MostKept);
    int _resumed;

    /// <summary>How many were resumed.</summary>
    public int Resumed => _resumed;

    public void Keep(ReadOnlySpan<byte> id, OldKeySchedule schedule) => _kept.Put(Convert.ToHexString(id), schedule, 1);

    /// <summary>A session that was kept, for another connection.</summary>
    public bool TryResume(ReadOnlySpan<byte> id, ushort suite, [NotNullWhen(true)] out OldKeySchedule? schedule)
    {
        var isKept = _kept.TryGet(Convert.ToHexString(id), out schedule) && schedule.Suite == SuiteCrypto.Of(suite);
        _resumed += isKept ? 1 : 0;
        return isKept;
    }
}
