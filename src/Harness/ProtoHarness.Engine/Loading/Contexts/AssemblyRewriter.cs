namespace ProtoHarness.Engine.Loading;

/// <summary>Changes an assembly before it is loaded: how the fuzzer puts its counters into a plugin.</summary>
/// <param name="image">The assembly; only those that are private to the plugin come by.</param>
/// <returns>What to load instead; the image itself to leave it alone.</returns>
public delegate AssemblyImage AssemblyRewriter(AssemblyImage image);
