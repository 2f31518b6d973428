namespace ProtoHarness.Framing;

/// <summary>Why a field cannot be set from text.</summary>
/// <param name="Path">The field, as far as it was found.</param>
/// <param name="Position">Where in the text the mistake starts, from 0: in the path when <paramref name="IsInPath"/>, else in the value; in
/// <see cref="FrameTreeBuilder.Parse"/> in the whole text.</param>
/// <param name="IsInPath">Whether the mistake is in the path.</param>
/// <param name="Reason">What is wrong, with what would be right: the range, the names, the fields.</param>
/// <param name="Nearest">The nearest word that would be right, or null.</param>
public sealed record FieldTextError(string Path, int Position, bool IsInPath, string Reason, string? Nearest = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Path.Length == 0 ? "" : $"{Path}: ")}{Reason}{(Nearest is null ? "" : $"; did you mean {Nearest}?")}";
}
