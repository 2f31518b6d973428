using ProtoHarness.Abstractions;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>The values under which a conversation is fuzzed: the defaults, and each sample of each parameter by itself, the conversation's own first.</summary>
public static class SessionVariants
{
    /// <summary>The most variants of a conversation; further samples are left out.</summary>
    public const int Max = 28;

    /// <summary>The variants of a conversation; the first is the defaults.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="conversation">One of its conversations.</param>
    public static IReadOnlyList<ParameterValues> Of(PluginDefinition plugin, Conversation conversation) =>
    [
        ParameterValues.Defaults,
        .. conversation.Parameters.Concat(plugin.Options)
            .SelectMany(parameter => parameter.Samples
                .Where(sample => sample != parameter.DefaultText)
                .Select(sample => ParameterValues.Defaults.With(parameter, sample)))
            .Take(Max - 1),
    ];
}
