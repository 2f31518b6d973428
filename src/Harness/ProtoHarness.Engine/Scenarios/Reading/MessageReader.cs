namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads what stands behind an arrow.</summary>
static class MessageReader
{
    public static MessagePattern Read(ArgumentReader reader, bool isSent)
    {
        var word = reader.Value(isSent ? "a frame, 'raw', 'end' or 'reset'" : "a frame, 'raw', 'end', 'reset' or 'nothing'");
        switch (word.Text)
        {
            case "raw":
                var bytes = reader.Bytes("bytes");
                return new MessagePattern(MessageKind.Raw, word, []) { Bytes = [.. bytes] };
            case "end":
                return new MessagePattern(MessageKind.End, word, []);
            case "reset":
                return new MessagePattern(MessageKind.Reset, word, []);
            case "nothing" when !isSent:
                return new MessagePattern(MessageKind.Nothing, word, []);
            default:
                return new MessagePattern(MessageKind.Frame, word, reader.Pairs());
        }
    }
}
