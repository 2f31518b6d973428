[assembly: AssemblyFixture(typeof(EndToEnd.Tests.SharedProcesses))]

namespace EndToEnd.Tests;

/// <summary>
/// What the hundreds of processes of these tests have in common. Most live for a second or two, in which profiling for later recompilation does not pay; and a plugin in one file
/// that several of them load is compiled once.
/// </summary>
public sealed class SharedProcesses : IDisposable
{
    readonly TempFolder _compiled = new();

    public SharedProcesses()
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        Environment.SetEnvironmentVariable(ProtoHarness.Engine.Loading.SourceCompiler.KeptIn, _compiled.Root);
    }

    public void Dispose() => _compiled.Dispose();
}
