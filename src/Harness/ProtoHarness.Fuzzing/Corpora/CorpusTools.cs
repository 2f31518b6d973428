using ProtoHarness.Engine.Captures;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>Makes corpora smaller, puts them together, and brings inputs in from elsewhere.</summary>
public static class CorpusTools
{
    /// <summary>The smallest inputs of a corpus that together reach all that it reaches.</summary>
    /// <param name="target">The target.</param>
    /// <param name="inputs">The corpus.</param>
    /// <param name="options">The limits of an execution.</param>
    /// <returns>The inputs to keep, and those that fail and so have no place in a corpus.</returns>
    public static MinimizedCorpus Minimize(LoadedTarget target, IEnumerable<byte[]> inputs, FuzzOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var (kept, failed) = (new List<byte[]>(), new List<byte[]>());
        using var stage = new InputStage(options.MaxInputBytes);
        var executor = new Executor(target.Source, stage, options);
        var observer = new CoverageObserver(target.First, target.Sites.Count);

        // Smallest first: a longer input stays only for what no shorter one reaches. Once to warm up, once to decide.
        var sorted = inputs.Where(i => i.Length <= options.MaxInputBytes).OrderBy(i => i.Length).ThenBy(i => CorpusFolder.NameOf(i), StringComparer.Ordinal).ToArray();
        foreach (var input in sorted)
        {
            executor.Run(target.Coverage.Run, input);
        }

        observer.Clear();
        foreach (var input in sorted)
        {
            var outcome = executor.Run(target.Coverage.Run, input);
            var isNew = observer.Collect();
            if (outcome.IsFailure)
            {
                failed.Add(input);
            }
            else if (isNew)
            {
                observer.Mark();
                kept.Add(input);
            }
        }

        return new MinimizedCorpus(kept, failed, observer.EdgesSeen);
    }

    /// <summary>Copies inputs from other folders into a corpus.</summary>
    /// <param name="into">The corpus.</param>
    /// <param name="folders">Folders of raw files, each file an input; subfolders too.</param>
    /// <returns>How many were new.</returns>
    public static int Import(CorpusFolder into, params IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(folders);
        return Files(folders).Count(file => into.Add(File.ReadAllBytes(file)));
    }

    /// <summary>The inputs of files and folders: a packet capture has as many as its streams make, any other file is one.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cutter">Cuts streams between frames; null for a target whose inputs are not made of them.</param>
    /// <param name="paths">Files and folders.</param>
    /// <param name="maxBytes">The longest input that is made of a capture.</param>
    public static IEnumerable<ImportedInput> Inputs(TargetSource target, FrameCutter? cutter, IEnumerable<string> paths, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var file in Files(paths))
        {
            var content = File.ReadAllBytes(file);
            if (!CaptureImport.IsCapture(content))
            {
                yield return new ImportedInput(file, content, false);
                continue;
            }

            foreach (var stream in CapturedStream.Of(content))
            {
                foreach (var input in cutter?.Cut(stream.Bytes, maxBytes) ?? target.FromStream(stream, maxBytes))
                {
                    yield return new ImportedInput($"{file} {stream.Name}", input, stream.IsCut);
                }
            }
        }
    }

    /// <summary>The files of paths that are files or folders. Names that start with a dot are notes of other fuzzers, not inputs.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <returns>The files, a folder's in order of name.</returns>
    public static IEnumerable<string> Files(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                yield return path;
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (!Path.GetFileName(file).StartsWith('.'))
                {
                    yield return file;
                }
            }
        }
    }
}
