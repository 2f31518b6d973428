using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Loading;

namespace SeededBugs.Tests;

/// <summary>A plugin in one file with one planted bug, as its first lines say.</summary>
/// <param name="Path">The file, below the folder of the tests.</param>
/// <param name="Breaks">The law that it breaks; <c>nothing</c> for a correct one.</param>
/// <param name="Class">Where the like of it was seen.</param>
public sealed record SeededBug(string Path, string Breaks, string Class)
{
    static readonly string Folder = AppContext.BaseDirectory;

    /// <summary>The whole path of the file.</summary>
    public string FullPath => System.IO.Path.Combine(Folder, Path);

    /// <summary>All of them, by path.</summary>
    public static IReadOnlyList<SeededBug> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Read(System.IO.Path.GetRelativePath(Folder, path)))
            .OrderBy(bug => bug.Path, StringComparer.Ordinal),
    ];

    /// <summary>Whether it is compiled with the tests, and not by the loader.</summary>
    public bool IsCompiled => IsMultiplexer || Kind == "Headed";

    /// <summary>Whether it carries several streams over one connection.</summary>
    public bool IsMultiplexer => Kind == "Multiplexing";

    string Kind => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Loads the plugin.</summary>
    /// <param name="catalog">Compiles it where it is not compiled yet.</param>
    /// <returns>What it declares.</returns>
    public PluginDefinition Load(PluginCatalog catalog)
    {
        if (IsCompiled)
        {
            var type = typeof(SeededBug).Assembly.GetType($"SeededBugs.{Kind}.{System.IO.Path.GetFileNameWithoutExtension(Path)}", throwOnError: true)!;
            return PluginDefinition.Of((IProtocolPlugin)Activator.CreateInstance(type)!);
        }

        var loaded = catalog.Load(FullPath);
        Assert.True(loaded.Errors.Count == 0, string.Join(Environment.NewLine, loaded.Errors));
        return Assert.Single(loaded.Plugins).Definition;
    }

    static SeededBug Read(string path)
    {
        var lines = File.ReadLines(System.IO.Path.Combine(Folder, path)).Take(2).ToList();
        return new SeededBug(path, After(path, lines, 0, "// breaks: "), After(path, lines, 1, "// class: "));
    }

    static string After(string path, List<string> lines, int line, string start) =>
        lines.Count > line && lines[line].StartsWith(start, StringComparison.Ordinal) ? lines[line][start.Length..]
            : throw new InvalidDataException($"line {line + 1} of {path} must begin with '{start}'");
}
