using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>What all parts of the parser share while they look at one declaration.</summary>
sealed class ParseContext(Compilation compilation, INamedTypeSymbol frame, bool isLittle, long maxLength)
{
    readonly List<DiagnosticModel> _diagnostics = [];

    public Compilation Compilation { get; } = compilation;

    public INamedTypeSymbol Frame { get; } = frame;

    public bool IsLittle { get; } = isLittle;

    public long MaxLength { get; } = maxLength;

    public List<FieldDraft> Fields { get; } = [];

    public bool HasErrors => _diagnostics.Count > 0;

    public DiagnosticModel[] Diagnostics => [.. _diagnostics];

    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        _diagnostics.Add(DiagnosticModel.At(descriptor, location, arguments));

    /// <summary>Reports what is wrong with a field, once: what follows from it is not reported too.</summary>
    public void Break(FieldDraft field, DiagnosticDescriptor descriptor, Location location, params string[] arguments)
    {
        if (!field.IsBroken)
        {
            Report(descriptor, location, arguments);
        }

        field.IsBroken = true;
    }

    public bool CanReach(ITypeSymbol type) => Compilation.IsSymbolAccessibleWithin(type, Frame);
}
