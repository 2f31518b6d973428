using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The frame that a script's word means, and the field that the word itself sets: <c>PSH</c> is a SmuxFrame whose command is Psh.</summary>
/// <param name="Codec">The frame's codec.</param>
/// <param name="Field">The field; null when the word is the frame's own name.</param>
/// <param name="Value">Its value.</param>
sealed record FrameChoice(FrameCodec Codec, string? Field, string? Value)
{
    const string Suffix = "Frame";

    /// <summary>The frame that a word means.</summary>
    /// <param name="codecs">The frames that can stand there.</param>
    /// <param name="word">The word.</param>
    /// <returns>The frame, or null.</returns>
    public static FrameChoice? Find(IReadOnlyList<FrameCodec> codecs, string word) =>
        codecs.SelectMany(Choices).FirstOrDefault(choice => string.Equals(choice.Word, word, StringComparison.OrdinalIgnoreCase)).Choice;

    /// <summary>All words that name frames.</summary>
    /// <param name="codecs">The frames that can stand there.</param>
    public static IEnumerable<string> Words(IReadOnlyList<FrameCodec> codecs) => codecs.SelectMany(Choices).Select(choice => choice.Word).Distinct();

    static IEnumerable<(string Word, FrameChoice? Choice)> Choices(FrameCodec codec)
    {
        var schema = codec.Schema;
        yield return (schema.Name, new FrameChoice(codec, null, null));
        if (schema.Name.EndsWith(Suffix, StringComparison.Ordinal) && schema.Name.Length > Suffix.Length)
        {
            yield return (schema.Name[..^Suffix.Length], new FrameChoice(codec, null, null));
        }

        foreach (var field in schema.Fields)
        {
            foreach (var option in field.Cases)
            {
                yield return (option.Schema().Name, new FrameChoice(codec, field.Name, option.Schema().Name));
            }

            foreach (var named in field.Names)
            {
                yield return (named.Name, new FrameChoice(codec, field.Name, named.Name));
            }
        }
    }
}
