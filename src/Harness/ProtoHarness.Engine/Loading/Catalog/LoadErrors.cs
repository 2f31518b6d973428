using System.Diagnostics;


namespace ProtoHarness.Engine.Loading;

/// <summary>The texts of load errors: what is wrong, and what to do about it.</summary>
static class LoadErrors
{
    const string DeclareOnly = "A constructor and Define only declare: move what can fail, waits or opens something into a service or a conversation.";

    public static PluginLoadError Unreadable(string path, string why) => new(
        PluginLoadErrorKind.Unreadable, path, $"cannot be read: {why}. Check that the path and the permissions are right and that the file was copied whole.");

    public static PluginLoadError Damaged(PluginInspection file) => new(
        PluginLoadErrorKind.Unreadable, file.Path, $"is no .NET assembly that can be read: {file.Detail}. It was cut short or overwritten; build or copy it again.");

    public static PluginLoadError Native(PluginInspection file) => new(
        PluginLoadErrorKind.Native, file.Path,
        $"is a native library for {file.Detail}, not a .NET assembly. Name the plugin's own assembly; a native library that it calls lies beside it and is found by itself.");

    public static PluginLoadError NoPlugin(PluginInspection file) => new(
        PluginLoadErrorKind.NoPlugin, file.Path,
        file.ContractVersion is null
            ? $"is a .NET assembly without a plugin: it does not even refer to {PluginContract.AssemblyName}. Name the assembly with the class that implements IProtocolPlugin."
            : "has no class that implements IProtocolPlugin. Add one ('public sealed class MyPlugin : IProtocolPlugin'), or name the assembly that has it.");

    public static PluginLoadError SeveralPlugins(string path, IEnumerable<string> types) => new(
        PluginLoadErrorKind.SeveralPlugins, path,
        $"has several plugins: {string.Join(", ", types)}. An assembly holds exactly one; move the others into assemblies of their own, or make them internal.");

    public static PluginLoadError SeveralFiles(string name, IEnumerable<string> paths) => new(
        PluginLoadErrorKind.SeveralPlugins, name, $"has several plugins, and one is wanted here. Name one of {string.Join(", ", paths)}.");

    public static PluginLoadError NotPublic(string path, string type) => new(
        PluginLoadErrorKind.Uncreatable, path, $"has the plugin {type}, which is not public. Write 'public sealed class'.");

    public static PluginLoadError NoConstructor(string path, string type) => new(
        PluginLoadErrorKind.Uncreatable, path,
        $"has the plugin {type}, which has no public constructor without parameters. Give it one; what varies is an option (plugin.Options in Define).");

    public static PluginLoadError ContractVersion(PluginInspection file) => new(
        PluginLoadErrorKind.ContractVersion, file.Path,
        $"was compiled against version {file.ContractVersion!.ToString(3)} of {PluginContract.AssemblyName}; this ProtoHarness has {PluginContract.Version.ToString(3)}, "
        + (file.ContractVersion > PluginContract.Version
            ? "which is older. Update ProtoHarness, or compile the plugin against its version."
            : "which is no longer compatible. Compile the plugin against the version of this ProtoHarness."));

    public static PluginLoadError Framework(PluginInspection file, string framework, string why) => new(
        PluginLoadErrorKind.Framework, file.Path,
        $"was built for {framework}; this ProtoHarness runs on .NET {Environment.Version.ToString(2)}. {why} "
        + $"Set <TargetFramework>net{Environment.Version.ToString(2)}</TargetFramework> and build it again.");

    public static PluginLoadError Missing(string path, DependencyNode node) => new(
        PluginLoadErrorKind.MissingDependency, path,
        $"needs {node.Name} {node.Requested}, which is neither beside it, nor in its .deps.json, nor in the host: {node.Chain} (missing). "
        + (node.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || node.Name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            ? "It may be part of the shared framework Microsoft.AspNetCore.App, which this host does not have: use the NuGet package of that name where there is one. "
            : "")
        + "Set <EnableDynamicLoading>true</EnableDynamicLoading> in the plugin's project, so that a build copies what it needs, and copy the whole output folder.");

    public static PluginLoadError MissingByName(string path, string assembly, string where) => new(
        PluginLoadErrorKind.MissingDependency, path,
        $"needs {assembly}, which was not found when {where} ran. Copy it beside the plugin: with <EnableDynamicLoading>true</EnableDynamicLoading> in its project a build does so.");

    public static PluginLoadError MissingNative(string path, string message) => new(
        PluginLoadErrorKind.MissingDependency, path,
        $"needs a native library that was not found: {message.Split('\n')[0].Trim()} Put the library for this system beside the plugin, or install it.");

    public static PluginLoadError DependencyVersion(string path, string where, Exception e, IEnumerable<AssemblyResolution> resolutions)
    {
        var skewed = resolutions.Where(r => r.SharedFailure is not null || (r.Found is not null && r.Found < r.Requested.Version)).ToList();
        return new(
            PluginLoadErrorKind.DependencyVersion, path,
            $"was compiled against another version of an assembly than the one it got: {e.GetType().Name} when {where} ran: {OneLine(e.Message)} "
            + (skewed.Count == 0 ? "" : $"Requested and found: {string.Join("; ", skewed)}. ")
            + $"Compile it against {PluginContract.AssemblyName} {PluginContract.Version.ToString(3)}, and see 'protoharness plugin inspect' for the versions it brings.");
    }

    public static PluginLoadError Threw(string path, PluginLoadErrorKind kind, string where, Exception e)
    {
        var frame = new StackTrace(e, fNeedFileInfo: true).GetFrames().FirstOrDefault(f => f.GetFileName() is not null);
        var place = frame is null ? "" : $" ({frame.GetFileName()}, line {frame.GetFileLineNumber()})";
        return new(kind, path, $"{where} threw {e.GetType().FullName}: {OneLine(e.Message)}{place} {DeclareOnly}");
    }

    public static PluginLoadError Declaration(string path, string message) => new(PluginLoadErrorKind.Declaration, path, message);

    public static PluginLoadError DefineTimeout(string path, TimeSpan limit) => new(
        PluginLoadErrorKind.DefineTimeout, path,
        $"has a constructor or a Define that did not return within {limit.TotalSeconds:0.###} s ({nameof(PluginCatalogOptions.DefineTimeout)}). {DeclareOnly}");

    public static PluginLoadError Source(string path, SourceCompilation source, int limit)
    {
        var shown = source.Errors.Take(limit).Select(error => error.ToString());
        var more = source.Errors.Count > limit ? $"\n... and {source.Errors.Count - limit} more" : "";
        var generator = source.GeneratorFailure is null ? "" : $" The frame generator did not run: {source.GeneratorFailure}.";
        return new(
            PluginLoadErrorKind.Source, path,
            $"does not compile: {source.Errors.Count} {(source.Errors.Count == 1 ? "error" : "errors")}.{generator}\n{string.Join('\n', shown)}{more}")
        {
            SourceErrors = source.Errors,
        };
    }

    public static PluginLoadError DuplicateId(string path, string id, string other) => new(
        PluginLoadErrorKind.DuplicateId, path,
        $"is called '{id}' like {other}, which was loaded first. Name only one of them, or change the name in plugin.Describe(…).");

    public static PluginLoadError NotFound(string name, string where, string? nearest, IReadOnlyCollection<string> known) => new(
        PluginLoadErrorKind.NotFound, name,
        $"is no plugin: {where}."
        + (nearest is null ? "" : $" Did you mean '{nearest}'?")
        + (known.Count == 0 ? " No plugins are bundled with this build." : $" Bundled are {string.Join(", ", known)}.")
        + " Else name a DLL, a folder of DLLs, or a .cs file.");

    public static PluginLoadError EmptyFolder(string path, IReadOnlyList<string> seen) => new(
        PluginLoadErrorKind.NoPlugin, path,
        (seen.Count == 0
            ? "is a folder with no DLL and no .cs file, nor have the folders in it."
            : $"is a folder without a plugin; looked at {string.Join(", ", seen.Take(10))}{(seen.Count > 10 ? $" and {seen.Count - 10} more" : "")}.")
        + " Put a plugin's build output there, or start one with 'protoharness plugin new'.");

    public static PluginLoadError NotBuilt(string folder, string project) => new(
        PluginLoadErrorKind.NotBuilt, folder, $"is the folder of a project that was not built. Run 'dotnet build {project}' first.");

    static string OneLine(string message)
    {
        var line = string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return line.EndsWith('.') || line.EndsWith('!') || line.EndsWith('?') ? line : line + ".";
    }
}
