using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>
/// Emits the reading body: one method, generic over the source of the bytes. Its locals are named by field index: v1 is a number as
/// it stands on the wire, f1 the C# value, n1 a length in bytes, c1 a count, s1 and e1 where the field starts and ends.
/// </summary>
sealed partial class ReadEmitter(FrameModel frame, ErrorTable errors, CodeWriter code)
{
    readonly IReadOnlyList<Step> _steps = Layout.Of(frame);
    readonly List<(RunStep Run, int Checks)> _partials = [];

    IReadOnlyList<FieldModel> Fields => frame.Fields;

    public void Emit()
    {
        EmitTryReads();
        EmitBody();
        EmitPartials();
    }

    void EmitTryReads()
    {
        var type = frame.Type;
        code.Line("/// <inheritdoc/>");
        code.Open($"public static {Code.Result} TryRead({Code.Span} input, out {type} frame)");
        code.Line($"var result = __Read(new {Code.Runtime}.SpanSource(input), {frame.MaxLength}L, null, 1, out frame);");
        code.If("!result.IsComplete", "frame = default!;");
        code.Line("return result;");
        code.Close();
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open($"public static {Code.Result} TryRead(in {Code.Sequence} input, out {type} frame)");
        code.If("!input.IsSingleSegment", "return __ReadSegments(in input, out frame);");
        code.Line($"var result = __Read(new {Code.Runtime}.MemorySource(in input), {frame.MaxLength}L, null, 1, out frame);");
        code.If("!result.IsComplete", "frame = default!;");
        code.Line("return result;");
        code.Close();
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open($"public static {Code.Result} TryRead(ref global::System.Buffers.SequenceReader<byte> input, out {type} frame)");
        code.Line("var sequence = input.UnreadSequence;");
        code.Line("var result = TryRead(in sequence, out frame);");
        code.If("result.IsComplete", "input.Advance(result.Consumed);");
        code.Line("return result;");
        code.Close();
        code.Line();
        code.Line(Code.NoInline);
        code.Open($"static {Code.Result} __ReadSegments(in {Code.Sequence} input, out {type} frame)");
        code.Line($"global::System.Span<byte> scratch = stackalloc byte[{Code.Reading}.MaxWindow];");
        code.Line($"var result = __Read(new {Code.Runtime}.SegmentSource(in input, scratch), {frame.MaxLength}L, null, 1, out frame);");
        code.If("!result.IsComplete", "frame = default!;");
        code.Line("return result;");
        code.Close();
        code.Line();
    }

    void EmitBody()
    {
        code.Line("/// <summary>The one reading body, for all sources. Not for use by hand.</summary>");
        code.Line(Code.Hidden);
        if (Layout.IsSmall(frame))
        {
            code.Line(Code.Inline);
        }

        code.Line($"public static {Code.Result} __Read<TSource>(");
        code.Line($"    TSource source, long end, {Code.Error}? endError, int depth, out {frame.Type} frame)");
        code.Line($"    where TSource : struct, {Code.Runtime}.IByteSource<TSource>, allows ref struct");
        code.Open();
        code.Open("unchecked");
        code.Line(frame.Keyword == "record struct"
            ? "global::System.Runtime.CompilerServices.Unsafe.SkipInit(out frame);" : "frame = null!;");
        code.Open($"if (end > {frame.MaxLength}L)");
        code.Line($"end = {frame.MaxLength}L;");
        code.Line("endError = null;");
        code.Close();
        code.Line();
        code.Line("long pos = 0;");
        code.Line(Layout.IsSmall(frame) && Sizes.NeverExceeds(frame)
            ? $"long limit = end == {frame.MaxLength}L ? source.Length : global::System.Math.Min(source.Length, end);"
            : "long limit = global::System.Math.Min(source.Length, end);");
        EmitMarks();
        var verified = new HashSet<int>();
        var completed = -1;
        foreach (var step in _steps)
        {
            EmitStep(step);
            completed = Math.Max(completed, step.Completes);
            EmitChecksums(completed, verified);
        }

        code.Line();
        code.Line($"frame = new {frame.Type}({string.Join(", ", Fields.Select((field, i) => Value(field, i)))});");
        code.Line($"return {Code.Result}.Complete(pos);");
        code.Close();
        code.Close();
    }

    void EmitStep(Step step)
    {
        code.Line();
        switch (step)
        {
            case RunStep run:
                EmitRun(run);
                break;
            case PaddingStep padding:
                EmitPadding(Fields[padding.Field], padding.Bytes.ToString(), step.Rest);
                break;
            case AlignStep align:
                EmitAlign(align.Field, align.Bytes, step.Rest, "a");
                break;
            case FieldStep field:
                EmitField(field);
                break;
            case RegionStartStep start:
                EmitRegionStart(start);
                break;
            case RegionEndStep stop:
                EmitRegionEnd(stop);
                break;
        }
    }

    void EmitRegionStart(RegionStartStep step)
    {
        var length = step.Region.Length;
        var after = _steps.SkipWhile(other => other != step).SkipWhile(other => other is not RegionEndStep stop || stop.Region != step.Region);
        var rest = after.First().Rest;
        EmitAvailable($"n{length}", rest, Fields[length]);
        code.Line($"long end{length} = end;");
        code.Line($"var endError{length} = endError;");
        EnterRegion($"pos + n{length}", errors.Bounds(Fields[length]));
    }

    void EmitRegionEnd(RegionEndStep step)
    {
        var length = step.Region.Length;
        code.If("pos != end", $"return {Code.Result}.Malformed({errors.LeftOver(Fields[length])}, pos);");
        LeaveRegion($"end{length}", $"endError{length}");
    }

    void EnterRegion(string end, string error)
    {
        code.Line($"end = {end};");
        code.Line($"endError = {error};");
        code.Line("limit = end;");
    }

    void LeaveRegion(string end, string error)
    {
        code.Line($"end = {end};");
        code.Line($"endError = {error};");
        code.Line("limit = global::System.Math.Min(source.Length, end);");
    }

    void EmitPadding(FieldModel field, string bytes, long rest)
    {
        EmitAvailable(bytes, rest, field);
        code.If($"!{Code.Reading}.IsZero(source, pos, {bytes})", $"return {Code.Result}.Malformed({errors.Padding(field)}, pos);");
        code.Line($"pos += {bytes};");
    }

    void EmitAlign(int index, int bytes, long rest, string name)
    {
        // Before and behind the same field the names must differ.
        var local = $"{name}{index}_{code.ToString().Length}";
        code.Line($"long {local} = -pos & {bytes - 1};");
        EmitPadding(Fields[index], local, rest);
    }

    /// <summary>Refuses, or asks for more, unless some bytes from here are there.</summary>
    void EmitAvailable(string bytes, long rest, FieldModel field) =>
        code.If($"limit - pos < {bytes}", Short($"pos + {bytes}", rest, field));

    string Short(string needed, long rest, FieldModel field) =>
        $"return {Code.Reading}.Short(source.Length, end, {needed}, {rest}, pos, endError ?? {errors.TooLong(field)});";

    /// <summary>The C# value of a field as it is given to the constructor.</summary>
    string Value(FieldModel field, int index) =>
        IsKeptAsLength(field, index) ? $"({field.Keyword})n{field.Target}"
        : field.Condition is null && field.IsNumber ? NumberCode.ToValue(field, $"v{index}")
        : $"f{index}";

    // One local less that lives across the slicing.
    bool IsKeptAsLength(FieldModel field, int index) =>
        field is { Role: WireRole.Length, Condition: null, Adjust: 0, IsEnum: false, IsBool: false, Target: >= 0 }
        && Fields[field.Target] is { Kind: WireKind.Bytes, Condition: null } && Region.IsDirect([.. Fields], index);
}
