using ProtoHarness.Engine.Faults;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Frames that any codec takes and nobody expects there: each kind of frame that crosses, with its fields one after the other at their simplest and lengths, counts and
/// checksums that fit; and frames that the schema allows and the conversation never sends.
/// </summary>
static class FrameLies
{
    /// <summary>Simpler frames that are tried of each kind.</summary>
    const int Simpler = 6;

    /// <summary>Lengths that the content of a frame of each kind is cut to.</summary>
    const int MostCuts = 24;

    /// <summary>The longest frame that is put in place of another, in bytes: findings are read by people.</summary>
    const int Longest = 256;

    /// <summary>The faults that put such frames into one direction.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who sends them.</param>
    /// <returns>Faults, as they are written; none where it is not known what frames cross.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var wire = plan.Spec.Plugin.Wire?.Invoke(plan.Spec.Values);
        var codec = wire?.Codec(direction);
        if (codec is null || codec.Schema.Fields.Count == 0 || plan.Record(direction) is not { } record)
        {
            yield break;
        }

        var kinds = Kinds(codec, record.Written, plan.Count(4));
        foreach (var (start, length, tree) in kinds)
        {
            foreach (var simpler in FrameShrinker.Shrink(tree).Take(plan.Count(Simpler)))
            {
                if (Bytes(simpler) is { } bytes)
                {
                    yield return $"replace @{start} {length} {bytes}";
                }
            }
        }

        foreach (var (start, length, tree) in kinds)
        {
            foreach (var cut in CutContents(tree, plan.Count(MostCuts)))
            {
                if (Bytes(cut) is { } bytes)
                {
                    yield return $"replace @{start} {length} {bytes}";
                }
            }
        }

        var generator = new FrameGenerator(codec.Schema, plan.Seed.Derive($"frames/{direction}").NewRandom(), new FrameGeneratorOptions { MaxBytes = Longest });
        for (var i = 0; i < plan.Count(12) && kinds.Count > 0; i++)
        {
            if (Bytes(generator.Generate(i)) is { } bytes)
            {
                yield return $"insert @{kinds[i % kinds.Count].Start} {bytes}";
            }
        }
    }

    /// <summary>The first frame of each kind, by the first field whose values have names; by its place where there is none.</summary>
    static List<(long Start, long Length, FrameTree Tree)> Kinds(FrameCodec codec, ReadOnlyMemory<byte> written, int most)
    {
        var found = new List<(long, long, FrameTree)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (start, length) in WireMap.Frames(codec, written))
        {
            if (found.Count == most)
            {
                break;
            }

            if (FrameTreeReader.Read(codec.Schema, written.Span.Slice((int)start, (int)length)) is { IsComplete: true, Tree: var tree }
                && seen.Add(tree.Nodes.FirstOrDefault(node => node.Schema.Names.Count > 0)?.DisplayText ?? ""))
            {
                found.Add((start, length, tree));
            }
        }

        return found;
    }

    /// <summary>
    /// What a frame carries as bytes is often a message of its own, which nobody describes: each of its beginnings, in a frame whose lengths fit; and with a last byte that
    /// promises more, as a length, a kind or a pointer may.
    /// </summary>
    static IEnumerable<FrameTree> CutContents(FrameTree tree, int most)
    {
        var longest = tree.Nodes.Where(node => node.Schema is { Kind: FieldKind.Bytes, Role: FieldRole.Value }).MaxBy(node => node.Content.Length);
        if (longest is null || longest.Content.Length == 0)
        {
            yield break;
        }

        var (path, content) = (longest.Path, longest.Content);
        for (var i = 0; i < Math.Min(most, content.Length); i++)
        {
            // Every beginning where there are few, else some of them; the whole content too, for the sake of its last byte.
            var length = content.Length - (int)((long)i * content.Length / Math.Min(most, content.Length));
            foreach (var last in (byte?[])[null, byte.MaxValue])
            {
                var cut = content[..length].ToArray();
                cut[^1] = last ?? cut[^1];
                var copy = tree.Clone();
                copy.Find(path)!.Content = cut;
                if (copy.Check() is null)
                {
                    yield return copy;
                }
            }
        }
    }

    static string? Bytes(FrameTree tree) => FrameTreeWriter.WriteUnchecked(tree) is { Length: > 0 and <= Longest } bytes ? Convert.ToHexStringLower(bytes) : null;
}
