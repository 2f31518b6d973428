namespace ProtoHarness.Generators.Model;

/// <summary>One frame, as far as emitting needs it.</summary>
sealed record FrameModel
{
    public string Name { get; init; } = "";

    /// <summary>Empty in the global namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The declarations around the frame, outermost first: <c>partial class Outer</c>.</summary>
    public EquatableArray<string> Containers { get; init; }

    /// <summary><c>record class</c> or <c>record struct</c>.</summary>
    public string Keyword { get; init; } = "";

    /// <summary>The frame's type, in full.</summary>
    public string Type { get; init; } = "";

    public string HintName { get; init; } = "";

    public bool IsLittle { get; init; }

    public long MaxLength { get; init; }

    public bool IsSelfDelimiting { get; init; }

    /// <summary>Whether the author has a member named Create.</summary>
    public bool HasCreate { get; init; }

    public string Summary { get; init; } = "";

    public string SourceFile { get; init; } = "";

    public int SourceLine { get; init; }

    public EquatableArray<FieldModel> Fields { get; init; }
}
