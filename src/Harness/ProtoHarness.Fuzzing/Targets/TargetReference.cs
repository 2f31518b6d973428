using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>Finds a target by the text that <see cref="TargetSource.Reference"/> gave; how worker processes are told what to run.</summary>
public static class TargetReference
{
    /// <summary>Finds a target.</summary>
    /// <param name="reference">The text.</param>
    /// <exception cref="TargetException">There is no such target.</exception>
    public static TargetSource Resolve(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var parts = reference.Split('|');
        return parts switch
        {
            ["method", var path, var type, var method, var token, var name, var also] => MethodTarget.Of(
                path, type, method, int.Parse(token, System.Globalization.CultureInfo.InvariantCulture), name, also.Split(';', StringSplitOptions.RemoveEmptyEntries)),
            ["plugin", var plugin, var bundled, var working, var frame] =>
                PluginTargets.Of(plugin, new PluginCatalogOptions { BundledFolder = bundled, WorkingFolder = working })
                    .FirstOrDefault(t => t.Name.EndsWith("/" + frame, StringComparison.Ordinal))
                ?? throw new TargetException($"plugin {plugin} has no target {frame}"),
            _ => throw new TargetException($"'{reference}' is no reference to a target"),
        };
    }
}
