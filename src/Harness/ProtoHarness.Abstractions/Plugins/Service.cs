namespace ProtoHarness.Abstractions;

/// <summary>What a server does with its connections.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">One line on what it does.</param>
/// <param name="Create">Makes a server.</param>
public sealed record Service(string Name, string Summary, Func<RoleContext, IProtocolServer> Create);
