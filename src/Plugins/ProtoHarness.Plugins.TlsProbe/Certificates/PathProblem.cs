using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>What the library has against one certificate of a path.</summary>
/// <param name="Index">Its place, the leaf at 0.</param>
/// <param name="Status">One flag.</param>
sealed record PathProblem(int Index, X509ChainStatusFlags Status)
{
    /// <summary>Whether the certificate signs others and is no authority.</summary>
    public bool IsNotCa { get; init; }
}
