namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Why a handshake did not reach its goal.</summary>
/// <param name="Code">A code of <see cref="Reports.Codes"/>.</param>
/// <param name="Detail">What exactly, in a few words: the alert's number, the field that is wrong, the guess at what the server is.</param>
/// <param name="FirstBytes">What the server sent first, where that says something.</param>
sealed record ProbeFault(string Code, string Detail, byte[]? FirstBytes = null)
{
    /// <summary>The number of the fatal alert; null when it is not one.</summary>
    public byte? Alert { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Detail.Length > 0 ? $"{Code} ({Detail})" : Code;
}
