using ProtoHarness.Framing;

namespace ProtoHarness.Abstractions;

/// <summary>Takes a plugin's declarations. A mistake (a name twice, nothing to run) is a <see cref="PluginDefinitionException"/> that names it.</summary>
public sealed class PluginBuilder
{
    readonly List<FrameCodec> _frames = [];
    readonly List<Parameter> _options = [];
    readonly List<Service> _services = [];
    readonly List<Conversation> _conversations = [];
    string? _id;
    string _summary = "";
    Func<ParameterValues, WireFormat>? _wire;
    ConnectionKind _kind;

    /// <summary>Names the plugin.</summary>
    /// <param name="id">What users write: lower-case letters, digits and hyphens, starting with a letter, at most 40.</param>
    /// <param name="summary">One line on what the protocol is.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Describe(string id, string summary)
    {
        _id = id;
        _summary = summary;
        return this;
    }

    /// <summary>Says that roles exchange datagrams, not a stream of bytes.</summary>
    /// <returns>The builder.</returns>
    public PluginBuilder OverDatagrams()
    {
        _kind = ConnectionKind.Datagram;
        return this;
    }

    /// <summary>Adds a frame, so that the codec laws are checked on it.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <returns>The builder.</returns>
    public PluginBuilder Frame<TFrame>()
        where TFrame : IFrame<TFrame>
    {
        AddFrame(FrameCodec.Of<TFrame>());
        return this;
    }

    /// <summary>Says that both directions of a connection are one such frame after the other, and adds the frame.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <returns>The builder.</returns>
    public PluginBuilder Wire<TFrame>()
        where TFrame : IFrame<TFrame> => Wire<TFrame, TFrame>();

    /// <summary>Says what the two directions of a connection are made of, and adds the frames.</summary>
    /// <typeparam name="TToServer">What a client sends.</typeparam>
    /// <typeparam name="TToClient">What a server sends.</typeparam>
    /// <returns>The builder.</returns>
    public PluginBuilder Wire<TToServer, TToClient>()
        where TToServer : IFrame<TToServer>
        where TToClient : IFrame<TToClient>
    {
        Frame<TToServer>().Frame<TToClient>();
        return Wire(_ => new WireFormat(FrameCodec.Of<TToServer>(), FrameCodec.Of<TToClient>()));
    }

    /// <summary>Says what the two directions of a connection are made of, where that depends on options.</summary>
    /// <param name="wire">The frames for given options; add each of them by <see cref="Frame{TFrame}"/> too.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Wire(Func<ParameterValues, WireFormat> wire)
    {
        _wire = wire;
        return this;
    }

    /// <summary>Adds options: what both roles must agree on, set by <c>--set NAME=VALUE</c>.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Options(params IEnumerable<Parameter> options)
    {
        _options.AddRange(options);
        return this;
    }

    /// <summary>Adds a service: what a server does with its connections. The first one is the plugin's default.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="summary">One line on what it does.</param>
    /// <param name="create">Makes a server; several may live at once. Opens nothing.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Service(string name, string summary, Func<RoleContext, IProtocolServer> create)
    {
        _services.Add(new Service(name, summary, create));
        return this;
    }

    /// <summary>Adds a service that needs no state beyond one connection.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="summary">One line on what it does.</param>
    /// <param name="serve">Serves one connection, to its end.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Service(string name, string summary, Func<IConnection, RoleContext, Task> serve) =>
        Service(name, summary, _ => new DelegateServer(serve));

    /// <summary>Adds a conversation: a named thing that a client does with a server and that is verified at both ends.</summary>
    /// <param name="name">The conversation's name.</param>
    /// <param name="summary">One line on what it does.</param>
    /// <param name="run">The client's side: opens connections by <see cref="ConversationContext.ConnectAsync"/>, talks, verifies, closes.</param>
    /// <param name="parameters">What can be varied.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Conversation(string name, string summary, Func<ConversationContext, Task> run, params IEnumerable<Parameter> parameters) =>
        Conversation(new Conversation(name, summary, run) { Parameters = [.. parameters] });

    /// <summary>Adds a conversation with everything that can be said of it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <returns>The builder.</returns>
    public PluginBuilder Conversation(Conversation conversation)
    {
        _conversations.Add(conversation);
        return this;
    }

    internal PluginDefinition Build(string origin)
    {
        var id = _id ?? throw new PluginDefinitionException($"{origin} has no name. Call plugin.Describe(\"my-protocol\", \"what it is\") in Define.");
        if (!IsName(id))
        {
            throw new PluginDefinitionException(
                $"'{id}' cannot be a plugin's name: lower-case letters, digits and hyphens, starting with a letter, at most 40 characters.");
        }

        Unique(id, "service", _services.Select(service => service.Name));
        Unique(id, "conversation", _conversations.Select(conversation => conversation.Name));
        Unique(id, "option", _options.Select(option => option.Name));
        foreach (var conversation in _conversations)
        {
            Unique(id, $"parameter of the conversation '{conversation.Name}'", conversation.Parameters.Select(parameter => parameter.Name));
            if (conversation.Parameters.FirstOrDefault(p => _options.Any(option => option.Name == p.Name)) is { } both)
            {
                throw new PluginDefinitionException(
                    $"'{id}': '{both.Name}' is an option and a parameter of the conversation '{conversation.Name}'. Rename one of them.");
            }

            if (conversation.Service is { } service && _services.TrueForAll(known => known.Name != service))
            {
                throw new PluginDefinitionException($"'{id}': the conversation '{conversation.Name}' wants the service '{service}', which is not declared.");
            }
        }

        if (_conversations.Count > 0 && _services.Count == 0)
        {
            throw new PluginDefinitionException($"'{id}' has conversations but no server. Call plugin.Service(…) in Define.");
        }

        if (_frames.Count == 0 && _conversations.Count == 0)
        {
            throw new PluginDefinitionException($"'{id}' declares no frame and no conversation, so there is nothing to check. Call plugin.Frame<…>() or plugin.Conversation(…) in Define.");
        }

        return new PluginDefinition
        {
            Id = id,
            Summary = _summary,
            Kind = _kind,
            Frames = [.. _frames],
            Options = [.. _options],
            Services = [.. _services],
            Conversations = [.. _conversations],
            Wire = _wire,
        };
    }

    static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    static void Unique(string id, string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!IsName(name))
            {
                throw new PluginDefinitionException(
                    $"'{id}': '{name}' cannot be the name of a {what}: lower-case letters, digits and hyphens, starting with a letter, at most 40 characters.");
            }

            if (!seen.Add(name))
            {
                throw new PluginDefinitionException($"'{id}' declares the {what} '{name}' twice.");
            }
        }
    }

    void AddFrame(FrameCodec codec)
    {
        if (!_frames.Contains(codec))
        {
            _frames.Add(codec);
        }
    }
}
