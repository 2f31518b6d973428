using System.Text;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Scripts on disk.</summary>
public sealed class ScriptFiles : IScriptFiles
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The one instance.</summary>
    public static ScriptFiles Instance { get; } = new();

    /// <inheritdoc/>
    public string Resolve(string from, string path) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(from)) ?? Directory.GetCurrentDirectory()));

    /// <inheritdoc/>
    public string Read(string name, ScriptLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            using var stream = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read);
            var most = (long)limits.MaxSize;
            if (stream.CanSeek && stream.Length > most)
            {
                throw new IOException($"the file has {stream.Length} bytes; the limit is {most} (script.size)");
            }

            // A pipe or a device has no length: it is read up to the limit and not further.
            var buffer = new MemoryStream();
            var block = new byte[64 * 1024];
            for (int read; (read = stream.Read(block)) > 0;)
            {
                buffer.Write(block, 0, read);
                if (buffer.Length > most)
                {
                    throw new IOException($"the file has more than {most} bytes, the limit (script.size)");
                }
            }

            return Strict.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException($"this is no text in UTF-8: byte {Convert.ToHexStringLower(e.BytesUnknown ?? [])} at offset {e.Index}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(Directory.Exists(name) ? "this is a folder" : "no permission to read the file", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("there is no such file", e);
        }
    }
}
