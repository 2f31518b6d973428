using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Arrays: by count or by length, of elements with a fixed width or without.</summary>
sealed partial class ReadEmitter
{
    void EmitArray(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        var element = field.Element!;
        if (element.Kind is WireKind.Integer or WireKind.Float)
        {
            EmitFixedElements(index, isBounded, rest);
        }
        else
        {
            EmitVariableElements(index, isBounded, rest);
        }

        code.Line($"f{index} = {Wrap(field, $"a{index}")};");
    }

    static string Wrap(FieldModel field, string array) => field.Holder == Holder.ImmutableArray
        ? $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({array})" : array;

    void EmitFixedElements(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        var element = field.Element!;
        var width = element.WireBytes;
        if (isBounded)
        {
            if (width > 1)
            {
                code.If($"n{index} % {width} != 0", $"return {Code.Result}.Malformed({errors.Uneven(field)}, pos);");
            }

            code.Line($"long c{index} = n{index} / {width};");
            EmitCountCheck(index);
        }
        else
        {
            // The bytes are there before the array is.
            EmitAvailable($"c{index} * {width}", rest, field);
        }

        code.Line($"var a{index} = c{index} == 0 ? global::System.Array.Empty<{element.Type}>() : new {element.Type}[c{index}];");
        code.Open($"for (int i{index} = 0; i{index} < a{index}.Length;)");
        code.Line($"int b{index} = global::System.Math.Min(a{index}.Length - i{index}, {Layout.MaxRun / width});");
        code.Line($"var w{index} = source.Window(pos, b{index} * {width});");
        code.Open($"for (; b{index} > 0; b{index}--)");
        if (element.Kind == WireKind.Float)
        {
            code.Line($"a{index}[i{index}++] = {NumberCode.Read(element, $"w{index}", 0)};");
        }
        else
        {
            code.Line($"var v{index}e = {NumberCode.Read(element, $"w{index}", 0)};");
            EmitElementChecks(index, "pos");
            code.Line($"a{index}[i{index}++] = {NumberCode.ToValue(element, $"v{index}e")};");
        }

        code.Line($"w{index} = w{index}.Slice({width});");
        code.Line($"pos += {width};");
        code.Close();
        code.Close();
    }

    void EmitVariableElements(int index, bool isBounded, long rest)
    {
        var field = Fields[index];
        code.Line($"var l{index} = default({Code.Runtime}.ElementList<{field.Element!.Type}>);");
        if (isBounded)
        {
            // Inside the length the elements see its end and nothing behind it.
            code.Line($"long end{index} = end;");
            code.Line($"var endError{index} = endError;");
            EnterRegion($"pos + n{index}", errors.Bounds(field));
            code.Open("while (pos < end)");
            code.If($"l{index}.Count == {field.MaxLength}", $"return {Code.Result}.Malformed({errors.Count(field)}, pos);");
            EmitElement(index, 0);
            code.Close();
            LeaveRegion($"end{index}", $"endError{index}");
            if (field.MinLength > 0)
            {
                code.If($"l{index}.Count < {field.MinLength}", $"return {Code.Result}.Malformed({errors.Count(field)}, pos);");
            }
        }
        else
        {
            // Every element takes a byte at least: a count beyond what can follow is refused, or waited for, before any is read.
            EmitAvailable($"c{index}", rest, field);
            code.Open($"for (long i{index} = 0; i{index} < c{index}; i{index}++)");
            EmitElement(index, rest);
            code.Close();
        }

        code.Line($"var a{index} = l{index}.ToArray();");
    }

    void EmitElement(int index, long rest)
    {
        var field = Fields[index];
        var element = field.Element!;
        if (element.Kind == WireKind.VarInt)
        {
            EmitVarInt(element, field, $"{index}e", rest);
            EmitElementChecks(index, $"pos - k{index}e");
            code.Line($"l{index}.Add({NumberCode.ToValue(element, $"v{index}e")});");
            return;
        }

        EmitNested(element, field, element.Type, element.IsGenerated, null, $"{index}e", rest);
        code.If($"q{index}e.Consumed == 0", $"return {Code.Result}.Malformed({errors.Element(field)}, pos);");
        code.Line($"l{index}.Add(y{index}e);");
    }

    void EmitElementChecks(int index, string place)
    {
        foreach (var (wrong, error) in NumberCode.Checks(frame, Fields[index].Element!, Fields[index], $"v{index}e", errors))
        {
            code.If(wrong, $"return {Code.Result}.Malformed({error}, {place});");
        }
    }

    void EmitCountCheck(int index)
    {
        var field = Fields[index];
        var wrong = field.MinLength > 0
            ? $"c{index} < {field.MinLength} || c{index} > {field.MaxLength}" : $"c{index} > {field.MaxLength}";
        code.If(wrong, $"return {Code.Result}.Malformed({errors.Count(field)}, pos);");
    }
}
