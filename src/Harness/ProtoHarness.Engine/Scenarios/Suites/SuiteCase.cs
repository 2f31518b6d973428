namespace ProtoHarness.Engine.Scenarios;

/// <summary>One script of a suite.</summary>
/// <param name="Id">Its path below the folder that was named, with <c>/</c> and without the extension; for a file that was named, the file's name.</param>
/// <param name="Path">The file.</param>
public sealed record SuiteCase(string Id, string Path)
{
    /// <summary>Finds scripts. Files whose names begin with <c>_</c> are there to be included and are left out of folders.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="withIncluded">Whether files that begin with <c>_</c> are found in folders too.</param>
    /// <returns>The scripts in the order of their ids, each file once, and what could not be found.</returns>
    public static (IReadOnlyList<SuiteCase> Cases, IReadOnlyList<string> Errors) Find(IEnumerable<string> paths, bool withIncluded = false)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var cases = new SortedDictionary<string, SuiteCase>(StringComparer.Ordinal);
        var errors = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var before = cases.Count;
                foreach (var file in Directory.EnumerateFiles(path, "*" + Script.Extension, SearchOption.AllDirectories))
                {
                    if (withIncluded || !System.IO.Path.GetFileName(file).StartsWith('_'))
                    {
                        cases.TryAdd(System.IO.Path.GetFullPath(file), new SuiteCase(IdOf(System.IO.Path.GetRelativePath(path, file)), file));
                    }
                }

                if (cases.Count == before)
                {
                    errors.Add($"{path}: there is no {Script.Extension} file in this folder");
                }
            }
            else if (File.Exists(path))
            {
                cases.TryAdd(System.IO.Path.GetFullPath(path), new SuiteCase(IdOf(System.IO.Path.GetFileName(path)), path));
            }
            else
            {
                errors.Add($"{path}: there is no such file or folder");
            }
        }

        return ([.. cases.Values.OrderBy(c => c.Id, StringComparer.Ordinal).ThenBy(c => c.Path, StringComparer.Ordinal)], errors);
    }

    /// <summary>The cases of one part of the work.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="filter">What the id begins with; empty: all.</param>
    /// <param name="index">The part, from 1.</param>
    /// <param name="count">How many parts.</param>
    /// <returns>The cases: every one is in exactly one part.</returns>
    public static IReadOnlyList<SuiteCase> Select(IReadOnlyList<SuiteCase> cases, string filter, int index, int count) =>
        [.. cases.Where(c => c.Id.StartsWith(filter, StringComparison.Ordinal)).Where((_, i) => i % count == index - 1)];

    static string IdOf(string path) => System.IO.Path.ChangeExtension(path, null).Replace('\\', '/');
}
