namespace ProtoHarness.Engine.Loading;

/// <summary>The file names that a <c>DllImport</c> name may stand for on this system.</summary>
static class NativeLibraryNames
{
    static readonly string[] Suffixes =
        OperatingSystem.IsWindows() ? [".dll"] : OperatingSystem.IsMacOS() ? [".dylib"] : [".so", ".so.1"];

    static readonly string[] Prefixes = OperatingSystem.IsWindows() ? [""] : ["", "lib"];

    public static IEnumerable<string> Of(string name)
    {
        if (Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var prefix in Prefixes)
            {
                yield return prefix + name;
            }
        }

        foreach (var prefix in Prefixes)
        {
            foreach (var suffix in Suffixes)
            {
                yield return prefix + name + suffix;
            }
        }
    }
}
