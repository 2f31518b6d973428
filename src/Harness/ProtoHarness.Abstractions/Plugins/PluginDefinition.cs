using ProtoHarness.Framing;

namespace ProtoHarness.Abstractions;

/// <summary>What a plugin declared.</summary>
public sealed record PluginDefinition
{
    /// <summary>The plugin's name.</summary>
    public required string Id { get; init; }

    /// <summary>One line on what the protocol is.</summary>
    public required string Summary { get; init; }

    /// <summary>What its connections carry.</summary>
    public required ConnectionKind Kind { get; init; }

    /// <summary>Its frames, in the order of declaration.</summary>
    public required IReadOnlyList<FrameCodec> Frames { get; init; }

    /// <summary>Its options, in the order of declaration.</summary>
    public required IReadOnlyList<Parameter> Options { get; init; }

    /// <summary>Its services; the first is the default.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>Its conversations, in the order of declaration.</summary>
    public required IReadOnlyList<Conversation> Conversations { get; init; }

    /// <summary>What the two directions of a connection are made of, for given options; null when the plugin does not say.</summary>
    public required Func<ParameterValues, WireFormat>? Wire { get; init; }

    /// <summary>Asks a plugin for its declarations.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <returns>The declarations.</returns>
    /// <exception cref="PluginDefinitionException">The declarations are wrong; the text says what to change.</exception>
    public static PluginDefinition Of(IProtocolPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var builder = new PluginBuilder();
        plugin.Define(builder);
        return builder.Build(plugin.GetType().FullName ?? plugin.GetType().Name);
    }
}
