namespace ProtoHarness.Generators.Emitting;

/// <summary>Source paths as they appear in schemas: the same on every machine.</summary>
static class SourcePaths
{
    /// <param name="file">The full path of a source file.</param>
    /// <param name="folder">The project's folder, or empty when it is not known.</param>
    /// <returns>The path relative to the folder with slashes, or the bare file name of a file outside of it.</returns>
    public static string Relative(string file, string folder)
    {
        var path = file.Replace('\\', '/');
        var root = folder.Replace('\\', '/').TrimEnd('/');
        return root.Length > 0 && path.StartsWith(root + "/", StringComparison.Ordinal)
            ? path.Substring(root.Length + 1)
            : path.Substring(path.LastIndexOf('/') + 1);
    }
}
