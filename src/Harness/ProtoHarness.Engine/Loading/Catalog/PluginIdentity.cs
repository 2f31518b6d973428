namespace ProtoHarness.Engine.Loading;

/// <summary>Which plugin, and which build of it: what a finding writes down, so that a replay can say whether the code has changed since.</summary>
/// <param name="Id">The plugin's name.</param>
/// <param name="Hash">
/// SHA-256 over the source file, or over the assembly and every assembly that it brings, as 16 lower-case hex digits.
/// </param>
public sealed record PluginIdentity(string Id, string Hash)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id}@{Hash}";
}
