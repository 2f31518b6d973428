namespace EndToEnd.Tests.Fuzz;

/// <summary>A plugin of one frame with a field that its author reads by hand, and wrongly: one value of 256 throws.</summary>
static class BadConverter
{
    public const string Source = """
        using System.Buffers;

        /// <summary>A kind and a number.</summary>
        [Frame(ByteOrder.BigEndian)]
        public readonly partial record struct Entry([Converter(typeof(Kinds))] string Kind, byte Number);

        /// <summary>A kind is a byte; the table of names is shorter than it should be.</summary>
        public readonly struct Kinds : IFieldConverter<string>
        {
            static readonly string[] Names = [.. Enumerable.Range(0, 255).Select(i => $"kind{i}")];

            public static FrameReadResult TryRead(in ReadOnlySequence<byte> input, out string value)
            {
                value = "";
                if (input.IsEmpty)
                {
                    return FrameReadResult.NeedMore(1);
                }

                value = Names[input.FirstSpan[0]];
                return FrameReadResult.Complete(1);
            }

            public static int GetEncodedLength(string value) => 1;

            public static void Write(string value, Span<byte> destination) => destination[0] = (byte)int.Parse(value[4..]);

            public static string Sample(ulong number) => $"kind{number % 255}";
        }

        /// <summary>The frame alone.</summary>
        public sealed class BadConverterPlugin : IProtocolPlugin
        {
            public void Define(PluginBuilder plugin) => plugin.Describe("bad-converter", "a frame with a bug").Frame<Entry>();
        }
        """;
}
