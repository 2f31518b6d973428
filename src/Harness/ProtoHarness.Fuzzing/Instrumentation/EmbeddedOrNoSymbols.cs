using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Symbols from inside the image, or none; never from a file that happens to lie at the path the compiler noted.</summary>
sealed class EmbeddedOrNoSymbols : ISymbolReaderProvider
{
    public ISymbolReader? GetSymbolReader(ModuleDefinition module, string fileName)
    {
        var header = module.GetDebugHeader();
        return header.Entries.Any(e => e.Directory.Type == ImageDebugType.EmbeddedPortablePdb)
            ? new EmbeddedPortablePdbReaderProvider().GetSymbolReader(module, fileName)
            : null;
    }

    public ISymbolReader? GetSymbolReader(ModuleDefinition module, Stream symbolStream) => null;
}
