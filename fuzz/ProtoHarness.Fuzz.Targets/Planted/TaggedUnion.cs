using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>An off-by-one in one case of a tagged union.</summary>
public static class TaggedUnion
{
    /// <summary>Records of a tag, a length and a body; the fifth kind reads one byte behind its body.</summary>
    [FuzzTarget(Name = "planted/tagged-union", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var total = 0;
        while (input.Length >= 2 && input[1] <= input.Length - 2)
        {
            var body = input.Slice(2, input[1]);
            switch (input[0])
            {
                case 1:
                    total += body.Length;
                    break;
                case 2 when body.Length >= 2:
                    total += (body[0] << 8) | body[1];
                    break;
                case 3:
                    foreach (var value in body)
                    {
                        total ^= value;
                    }

                    break;
                case 4 when body.Length == 8:
                    total -= body[7];
                    break;
                case 5 when body.Length >= 4 && body[0] == 7:
                    total += body[body[1] <= body.Length ? body[1] : 0];
                    break;
                default:
                    return;
            }

            input = input[(2 + body.Length)..];
        }

        GC.KeepAlive(total);
    }
}
