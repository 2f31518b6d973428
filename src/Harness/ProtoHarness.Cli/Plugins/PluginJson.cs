using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary>Plugins, diagnoses and errors for machines.</summary>
static class PluginJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Of(object value) => JsonSerializer.Serialize(value, Options);

    public static object View(LoadedPlugin plugin) => new
    {
        plugin.Id,
        plugin.Definition.Summary,
        plugin.Definition.Kind,
        plugin.Source,
        plugin.Candidate.Origin,
        plugin.AssemblyName,
        AssemblyVersion = plugin.AssemblyVersion.ToString(),
        plugin.Identity.Hash,
        Frames = plugin.Definition.Frames.Select(frame => frame.Schema.Name),
        Options = plugin.Definition.Options.Select(View),
        Services = plugin.Definition.Services.Select(service => new { service.Name, service.Summary }),
        Conversations = plugin.Definition.Conversations.Select(conversation => new
        {
            conversation.Name,
            conversation.Summary,
            Parameters = conversation.Parameters.Select(View),
        }),
        plugin.Warnings,
    };

    public static object View(PluginLoadError error) => new { error.Kind, error.Source, error.Message };

    public static object View(PluginDiagnosis diagnosis) => new
    {
        diagnosis.Inspection.Path,
        diagnosis.Inspection.Kind,
        Loadable = diagnosis.IsLoadable,
        diagnosis.Inspection.AssemblyName,
        AssemblyVersion = diagnosis.Inspection.AssemblyVersion?.ToString(),
        diagnosis.Inspection.TargetFramework,
        ContractVersion = diagnosis.Inspection.ContractVersion?.ToString(),
        Plugins = diagnosis.Inspection.PluginTypes.Select(type => type.FullName),
        Dependencies = diagnosis.Dependencies.Select(node => new
        {
            node.Name,
            Requested = node.Requested.ToString(),
            Found = node.Found?.ToString(),
            node.Path,
            node.IsPrivate,
            node.Chain,
        }),
        diagnosis.Inspection.NativeImports,
        diagnosis.Problems,
    };

    static object View(Parameter parameter) => new { parameter.Name, parameter.Summary, Default = parameter.DefaultText, parameter.Domain };
}
