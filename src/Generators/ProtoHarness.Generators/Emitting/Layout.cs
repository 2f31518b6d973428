using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>One step of reading and writing. Both take the same steps in the same order.</summary>
abstract record Step
{
    /// <summary>The fewest bytes that this step takes.</summary>
    public long Min { get; init; }

    /// <summary>The fewest bytes that all later steps take.</summary>
    public long Rest { get; set; }

    /// <summary>The last field that is complete with this step, or -1.</summary>
    public int Completes { get; init; } = -1;
}

/// <summary>Neighbouring fields of fixed width, fetched at once.</summary>
sealed record RunStep(int Index, int Bytes, IReadOnlyList<RunItem> Items) : Step;

/// <summary>A part of a run: a field, the first field of a group of bits, or padding that belongs to a field.</summary>
readonly record struct RunItem(int Offset, int Bytes, int Field, bool IsPadding);

/// <summary>Zero bytes that are too many for a run.</summary>
sealed record PaddingStep(int Field, int Bytes) : Step;

/// <summary>Zero bytes whose number depends on the position.</summary>
sealed record AlignStep(int Field, int Bytes) : Step;

/// <summary>A field of variable length, or one that may be absent.</summary>
sealed record FieldStep(int Field) : Step;

/// <summary>The start of what a length measures.</summary>
sealed record RegionStartStep(Region Region) : Step;

/// <summary>The end of what a length measures.</summary>
sealed record RegionEndStep(Region Region) : Step;

/// <summary>Divides a frame into steps.</summary>
sealed class Layout
{
    /// <summary>As many bytes as <c>FrameReading.MaxWindow</c>.</summary>
    public const int MaxRun = 128;

    const int MaxItem = 64;

    // Beyond this size inlining the bodies into every face costs more than a call.
    const int MaxInlineFields = 16;

    readonly FrameModel _frame;
    readonly Region[] _regions;
    readonly List<Step> _steps = [];
    readonly List<RunItem> _run = [];
    int _runBytes;
    int _runs;
    int _runCompletes = -1;

    // Where the next byte stands, as long as that does not depend on the input.
    long? _position = 0;

    Layout(FrameModel frame)
    {
        _frame = frame;
        _regions = Region.Of(frame.Fields);
    }

    public static IReadOnlyList<Step> Of(FrameModel frame)
    {
        var layout = new Layout(frame);
        for (var i = 0; i < frame.Fields.Count; i++)
        {
            layout.Add(i);
        }

        layout.Flush();
        long rest = 0;
        for (var i = layout._steps.Count - 1; i >= 0; i--)
        {
            layout._steps[i].Rest = rest;
            rest += layout._steps[i].Min;
        }

        return layout._steps;
    }

    /// <summary>Whether the bodies are small enough to be inlined into their faces, so that sources and lengths stay in registers.</summary>
    public static bool IsSmall(FrameModel frame) => frame.Fields.Count <= MaxInlineFields
        && frame.Fields.All(field => field.Kind is not (WireKind.Array or WireKind.Union or WireKind.Frame or WireKind.Custom));

    void Add(int index)
    {
        var field = _frame.Fields[index];
        var isConditional = field.Condition is not null;
        if (!isConditional)
        {
            AddPadding(index, field.PaddingBefore);
            AddAlignment(index, field.AlignBefore);
        }

        foreach (var region in _regions.Where(region => region.From == index).OrderByDescending(region => region.To))
        {
            AddStep(new RegionStartStep(region));
        }

        if (FixedBytes(field) is { } bytes)
        {
            // The first field of a group of bits stands for all of them.
            if (bytes > 0)
            {
                AddItem(new(0, bytes, index, false));
            }

            _runCompletes = index;
        }
        else
        {
            var min = isConditional ? 0 : Sizes.Min(field) - field.PaddingBefore - field.PaddingAfter;
            AddStep(new FieldStep(index) { Min = min, Completes = index });
            _position = null;
        }

        foreach (var region in _regions.Where(region => region.To == index).OrderBy(region => region.To - region.From))
        {
            AddStep(new RegionEndStep(region));
        }

        if (!isConditional)
        {
            AddPadding(index, field.PaddingAfter);
            AddAlignment(index, field.AlignAfter);
        }
    }

    /// <summary>The width of what can be part of a run, else null.</summary>
    static int? FixedBytes(FieldModel field) => field switch
    {
        { Condition: not null } => null,
        { Kind: WireKind.Integer or WireKind.Float } => Sizes.Fixed(field),
        { Kind: WireKind.Bytes or WireKind.Text, Extent: WireExtent.Fixed } when field.FixedLength <= MaxItem => field.FixedLength,
        { Kind: WireKind.Bytes or WireKind.Text, Role: WireRole.Constant } => field.FixedLength,
        _ => null,
    };

    void AddPadding(int field, int bytes)
    {
        if (bytes > 32)
        {
            AddStep(new PaddingStep(field, bytes) { Min = bytes });
            _position += bytes;
        }
        else if (bytes > 0)
        {
            AddItem(new(0, bytes, field, true));
        }
    }

    void AddAlignment(int field, int bytes)
    {
        if (bytes > 1 && _position is { } position)
        {
            AddPadding(field, (int)(-position & (bytes - 1)));
        }
        else if (bytes > 1)
        {
            AddStep(new AlignStep(field, bytes));
        }
    }

    void AddItem(RunItem item)
    {
        if (_runBytes + item.Bytes > MaxRun)
        {
            Flush();
        }

        _run.Add(item with { Offset = _runBytes });
        _runBytes += item.Bytes;
        _position += item.Bytes;
    }

    void AddStep(Step step)
    {
        Flush();
        _steps.Add(step);
    }

    void Flush()
    {
        if (_run.Count > 0)
        {
            _steps.Add(new RunStep(_runs++, _runBytes, [.. _run]) { Min = _runBytes, Completes = _runCompletes });
            _run.Clear();
            _runBytes = 0;
        }
    }
}
