using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ProtoHarness.Engine.Loading;

/// <summary>Looks into files by their metadata; loads nothing and runs nothing.</summary>
public static class PluginInspector
{
    /// <summary>Looks into a file.</summary>
    /// <param name="path">The file. One that ends in <c>.cs</c> is taken for source by its name.</param>
    /// <returns>What it is. A damaged file is an answer too, not an exception.</returns>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PluginInspection Inspect(string path)
    {
        path = Path.GetFullPath(path);
        if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
        {
            return new PluginInspection { Path = path, Kind = PluginFileKind.Source };
        }

        // Read whole: mapping the file would keep a reader's lock on what a build is about to replace.
        return Inspect(path, File.ReadAllBytes(path));
    }

    internal static PluginInspection Inspect(string path, byte[] image)
    {
        if (NativeFormat(image) is { } system)
        {
            return new PluginInspection { Path = path, Kind = PluginFileKind.Native, Detail = system };
        }

        if (image.Length == 0)
        {
            return Unreadable(path, "it is empty");
        }

        try
        {
            using var pe = new PEReader(new MemoryStream(image, writable: false));
            if (!pe.HasMetadata)
            {
                return new PluginInspection { Path = path, Kind = PluginFileKind.Native, Detail = "Windows" };
            }

            var metadata = pe.GetMetadataReader();
            return metadata.IsAssembly ? Read(path, metadata) : Unreadable(path, "it is a .NET module without an assembly manifest");
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException or IOException)
        {
            // What the metadata reader throws on damaged tables is not limited to BadImageFormatException.
            return Unreadable(path, e.Message.TrimEnd('.'));
        }
    }

    static PluginInspection Unreadable(string path, string why) => new() { Path = path, Kind = PluginFileKind.Unreadable, Detail = why };

    static string? NativeFormat(byte[] image) => image switch
    {
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "Linux",
        [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] => "macOS",
        _ => null,
    };

    static PluginInspection Read(string path, MetadataReader metadata)
    {
        var assembly = metadata.GetAssemblyDefinition();
        return new PluginInspection
        {
            Path = path,
            Kind = PluginFileKind.Assembly,
            AssemblyName = metadata.GetString(assembly.Name),
            AssemblyVersion = assembly.Version,
            TargetFramework = TargetFrameworkOf(metadata, assembly),
            References =
            [
                .. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                    .Select(reference => new AssemblyReferenceInfo(metadata.GetString(reference.Name), reference.Version))
                    .OrderBy(reference => reference.Name, StringComparer.Ordinal),
            ],
            NativeImports =
            [
                .. Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
                    .Select(row => metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name)).Order(StringComparer.Ordinal),
            ],
            PluginTypes = [.. new PluginTypeScan(metadata).Find()],
        };
    }

    static string TargetFrameworkOf(MetadataReader metadata, AssemblyDefinition assembly)
    {
        foreach (var handle in assembly.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent
                || !metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, "TargetFrameworkAttribute"))
            {
                continue;
            }

            // ECMA-335 II.23.3: a prolog of two bytes, then the one fixed argument, a string.
            var value = metadata.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            return value.ReadSerializedString() ?? "";
        }

        return "";
    }
}
