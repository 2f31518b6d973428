namespace ProtoHarness.Generators.CodeFixes;

/// <summary>All cures by the diagnostic that they mend.</summary>
static class Cures
{
    public static IReadOnlyDictionary<string, Cure[]> All { get; } = new Dictionary<string, Cure[]>
    {
        ["PH0001"] = [new("Make the frame partial", DeclarationCures.AddPartial)],
        ["PH0002"] = [new("Make the frame a record", DeclarationCures.MakeRecord)],
        ["PH0004"] = [new("Make the type around the frame partial", DeclarationCures.AddPartial)],
        ["PH0005"] = [new("Remove 'abstract'", DeclarationCures.RemoveAbstract)],
        ["PH0006"] = [new("Add an empty parameter list", DeclarationCures.AddParameters)],
        ["PH0011"] =
        [
            new("Add a 16-bit length in front", FieldCures.Prefix),
            new("Take the remaining bytes", FieldCures.Remaining),
        ],
        ["PH0012"] = [new("Remove the attribute", FieldCures.RemoveAttribute)],
        ["PH0013"] = [new("Remove the attribute", FieldCures.RemoveAttribute)],
        ["PH0015"] = [new("Remove the width", FieldCures.RemoveAttribute)],
        ["PH0018"] = [new("Swap the bounds", FieldCures.SwapBounds)],
        ["PH0030"] = [new("Make the field nullable", FieldCures.MakeNullable)],
        ["PH0031"] = [new("Make the field not nullable", FieldCures.MakeNotNullable)],
        ["PH0041"] = [new("Remove the case", FieldCures.RemoveAttribute)],
        ["PH0051"] = [new("Add a 16-bit length in front", FieldCures.Prefix)],
    };
}
