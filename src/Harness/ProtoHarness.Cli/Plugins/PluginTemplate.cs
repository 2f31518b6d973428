using System.Text;

namespace ProtoHarness.Cli.Plugins;

/// <summary>The files of a new plugin.</summary>
static class PluginTemplate
{
    const string Prefix = "ProtoHarness.Cli.Plugins.Templates.";

    /// <summary>A plugin in one source file.</summary>
    /// <returns>File names and contents.</returns>
    public static IReadOnlyList<(string Path, string Content)> SingleFile(PluginName name) =>
        [($"{name.ClassName}.cs", Fill("Frame.cs", name, usings: false) + "\n" + Fill("Plugin.cs", name, usings: false))];

    /// <summary>A plugin as a project of its own.</summary>
    /// <returns>File names and contents.</returns>
    public static IReadOnlyList<(string Path, string Content)> Project(PluginName name) =>
    [
        ($"{name.ClassName}/{name.ClassName}.csproj", Fill("Project.csproj", name, usings: true)),
        ($"{name.ClassName}/{name.ClassName}Frame.cs", Fill("Frame.cs", name, usings: true)),
        ($"{name.ClassName}/{name.ClassName}Plugin.cs", Fill("Plugin.cs", name, usings: true)),
    ];

    static string Fill(string template, PluginName name, bool usings)
    {
        using var stream = typeof(PluginTemplate).Assembly.GetManifestResourceStream(Prefix + template + ".txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");

        // What stands above the marker is for a project; a single file has these namespaces without asking.
        var marker = text.IndexOf("// ---\n", StringComparison.Ordinal);
        if (marker >= 0)
        {
            text = (usings ? text[..marker] : "") + text[(marker + "// ---\n".Length)..];
        }

        return text.Replace("$Name$", name.ClassName, StringComparison.Ordinal)
            .Replace("$id$", name.Id, StringComparison.Ordinal)
            .Replace("$harness$", AppContext.BaseDirectory, StringComparison.Ordinal);
    }
}
