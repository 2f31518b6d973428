using System.Globalization;

namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>Writes files that are there whole or not at all, whenever the process is killed.</summary>
static class AtomicFile
{
    static int _counter;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var number = Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.{number}");
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
