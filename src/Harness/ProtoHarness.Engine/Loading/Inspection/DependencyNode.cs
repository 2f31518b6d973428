namespace ProtoHarness.Engine.Loading;

/// <summary>One assembly in the closure of a plugin's references.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Requested">The highest version that anybody refers to.</param>
/// <param name="Found">The version that would be loaded; null when it is missing.</param>
/// <param name="Path">Its file; null when it is missing.</param>
/// <param name="IsPrivate">Whether the plugin brings it.</param>
/// <param name="Chain">The references that lead to it from the plugin, as <c>A 1.0 -> B 2.0</c>.</param>
/// <param name="Depth">How many references that is; 1 for what the plugin refers to itself.</param>
public sealed record DependencyNode(string Name, Version Requested, Version? Found, string? Path, bool IsPrivate, string Chain, int Depth)
{
    /// <summary>Whether it is part of the runtime.</summary>
    public bool IsRuntime => Path is not null && !IsPrivate && HostAssemblies.IsRuntime(Path);

    /// <summary>Whether nobody has it.</summary>
    public bool IsMissing => Path is null;

    /// <summary>Whether it is older than what somebody refers to.</summary>
    public bool IsTooOld => Found is not null && Found < Requested;
}
