using System.Runtime.CompilerServices;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Options for every <see cref="PropertyAttribute"/> in a class or an assembly that does not set them itself.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class PropertiesAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1) : PropertyAttribute(sourceFilePath, sourceLineNumber);
