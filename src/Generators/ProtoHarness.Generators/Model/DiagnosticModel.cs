using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ProtoHarness.Generators.Model;

/// <summary>A diagnostic that holds no syntax tree, so that it is equal to itself in the next compilation.</summary>
sealed record DiagnosticModel(string Id, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static DiagnosticModel At(DiagnosticDescriptor descriptor, Location location, params string[] arguments)
    {
        var lines = location.GetLineSpan();
        return new(descriptor.Id, lines.Path ?? "", location.SourceSpan, lines.Span, arguments);
    }

    public Diagnostic ToDiagnostic(DiagnosticDescriptor descriptor) =>
        Diagnostic.Create(descriptor, Location.Create(File, Span, Lines), [.. Arguments]);
}
