using System.Reflection;

namespace ProtoHarness.Engine.Findings;

/// <summary>The version of this ProtoHarness, as findings and reports name it.</summary>
public static class HarnessVersion
{
    /// <summary>Such as <c>0.1.0</c>, without the commit.</summary>
    public static string Text { get; } =
        (typeof(HarnessVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
