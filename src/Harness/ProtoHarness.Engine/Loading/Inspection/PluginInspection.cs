namespace ProtoHarness.Engine.Loading;

/// <summary>What can be said of a file without running any of its code.</summary>
public sealed record PluginInspection
{
    /// <summary>The file, as a rooted path.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required PluginFileKind Kind { get; init; }

    /// <summary>Why it is <see cref="PluginFileKind.Unreadable"/>, or which system a native library is for; else empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The assembly's simple name; empty for what is none.</summary>
    public string AssemblyName { get; init; } = "";

    /// <summary>The assembly's version; null for what is none.</summary>
    public Version? AssemblyVersion { get; init; }

    /// <summary>The framework it was built for, as <c>.NETCoreApp,Version=v10.0</c>; empty when it does not say.</summary>
    public string TargetFramework { get; init; } = "";

    /// <summary>What it refers to, in ordinal order of names.</summary>
    public IReadOnlyList<AssemblyReferenceInfo> References { get; init; } = [];

    /// <summary>The classes in it that implement the plugin contract, itself or by a base class in the same assembly.</summary>
    public IReadOnlyList<PluginTypeInfo> PluginTypes { get; init; } = [];

    /// <summary>The native libraries that it calls, as written in <c>DllImport</c>, in ordinal order.</summary>
    public IReadOnlyList<string> NativeImports { get; init; } = [];

    /// <summary>The version of the contract it was compiled against; null when it does not refer to it.</summary>
    public Version? ContractVersion => References.FirstOrDefault(reference => reference.Name == PluginContract.AssemblyName)?.Version;
}
