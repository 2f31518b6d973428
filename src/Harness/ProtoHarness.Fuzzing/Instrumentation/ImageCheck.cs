using System.Reflection.PortableExecutable;
using Mono.Cecil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Looks at an image before it is rewritten, and refuses what cannot be.</summary>
static class ImageCheck
{
    // The signature "RTR" at the start of the managed native header of a ready-to-run image.
    const uint ReadyToRunSignature = 0x00525452;

    /// <summary>Whether the image holds precompiled code beside its IL; the code is dropped by rewriting.</summary>
    public static bool IsReadyToRun(AssemblyInput input)
    {
        using var reader = new PEReader(new MemoryStream(input.Image));
        var header = Header(reader, input).ManagedNativeHeaderDirectory;
        if (header.Size < sizeof(uint))
        {
            return false;
        }

        return reader.GetSectionData(header.RelativeVirtualAddress).GetReader().ReadUInt32() == ReadyToRunSignature;
    }

    /// <summary>Refuses what is no pure IL.</summary>
    public static void RefuseMixedMode(AssemblyInput input, bool readyToRun)
    {
        using var reader = new PEReader(new MemoryStream(input.Image));
        if (!readyToRun && (Header(reader, input).Flags & CorFlags.ILOnly) == 0)
        {
            throw new InstrumentationRefusedException(
                input.Name, "it mixes IL and native code (C++/CLI), and native code cannot be rewritten; fuzz the managed assemblies that call it");
        }
    }

    /// <summary>Refuses what counts its edges already.</summary>
    public static void RefuseInstrumented(AssemblyInput input, ModuleDefinition module)
    {
        foreach (var reference in module.AssemblyReferences)
        {
            if (reference.Name is "SharpFuzz.Common")
            {
                throw new InstrumentationRefusedException(
                    input.Name, "sharpfuzz has instrumented it already; build the project again and give the fresh file, it is instrumented at load");
            }
        }

        if (module.GetType(Marker.TypeName) is not null)
        {
            throw new InstrumentationRefusedException(
                input.Name, "it is an instrumented copy already; give the original file, it is instrumented at load");
        }
    }

    static CorHeader Header(PEReader reader, AssemblyInput input)
    {
        try
        {
            if (reader.HasMetadata && reader.PEHeaders.CorHeader is { } header)
            {
                return header;
            }
        }
        catch (BadImageFormatException)
        {
            // Said below, in the same words as for a native library.
        }

        throw new InstrumentationRefusedException(input.Name, "it is no .NET assembly");
    }
}
