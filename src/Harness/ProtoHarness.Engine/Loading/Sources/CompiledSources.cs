using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// What source plugins were compiled to, in a folder. A process pays seconds for its first compilation, most of them for the compiler itself, and a worker that takes the
/// place of one that died would pay them again. What is kept is what the same compiler would make again of the same file for the same host.
/// </summary>
/// <param name="folder">The folder. Its content is run: nobody else may write there.</param>
sealed class CompiledSources(string folder)
{
    /// <summary>The environment variable that names the folder; without it nothing is kept.</summary>
    public const string Variable = "PROTOHARNESS_COMPILED";

    static readonly Lazy<string> Host = new(DescribeHost);

    /// <summary>Those of the folder that the environment names; null when it names none.</summary>
    public static CompiledSources? Current { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? new CompiledSources(folder) : null;

    /// <summary>What a file was compiled to.</summary>
    /// <param name="path">The whole path of the file.</param>
    /// <param name="source">Its content.</param>
    /// <returns>Null when it was not kept, or cannot be read.</returns>
    public SourceCompilation? Find(string path, byte[] source)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(Place(path, source)), Encoding.UTF8);
            var warnings = new SourceError[reader.ReadInt32()];
            for (var i = 0; i < warnings.Length; i++)
            {
                warnings[i] = new SourceError(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
            }

            var image = new byte[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(image);
            return new SourceCompilation(new AssemblyImage(Path.GetFileNameWithoutExtension(path), path, image, Symbols: null), [], warnings, GeneratorFailure: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what a file was compiled to, unless something is wrong with it. Where that cannot be written, it is compiled again the next time.</summary>
    /// <param name="path">The whole path of the file.</param>
    /// <param name="source">Its content.</param>
    /// <param name="compiled">What became of it.</param>
    public void Keep(string path, byte[] source, SourceCompilation compiled)
    {
        if (compiled is not { Image: { } image, GeneratorFailure: null })
        {
            return;
        }

        var draft = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(folder);

            // Moved into place when it is whole, because others may be reading.
            using (var writer = new BinaryWriter(File.Create(draft), Encoding.UTF8))
            {
                writer.Write(compiled.Warnings.Count);
                foreach (var warning in compiled.Warnings)
                {
                    writer.Write(warning.Path);
                    writer.Write(warning.Line);
                    writer.Write(warning.Column);
                    writer.Write(warning.Severity);
                    writer.Write(warning.Id);
                    writer.Write(warning.Message);
                    writer.Write(warning.SourceLine);
                }

                writer.Write(image.Assembly.Length);
                writer.Write(image.Assembly);
            }

            File.Move(draft, Place(path, source), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder of somebody else.
            Discard(draft);
        }
    }

    static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it was never there.
            return;
        }
    }

    /// <summary>The path is in it because it is in the assembly, for stack traces.</summary>
    string Place(string path, byte[] source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Host.Value}{path}\n"));
        hash.AppendData(source);
        return Path.Combine(folder, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The runtime, the compiler, the generator and what a source plugin refers to: when one of them is another, so may be what they make.</summary>
    static string DescribeHost()
    {
        var own = new[] { "ProtoHarness.Engine", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" }.Concat(PluginContract.SharedAssemblies);
        var files = own.Select(name => HostAssemblies.Paths.GetValueOrDefault(name)).Append(FrameGenerators.Location).OfType<string>().Select(path => new FileInfo(path));
        return string.Concat(files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}\n")).Prepend($"{Environment.Version}\n"));
    }
}
