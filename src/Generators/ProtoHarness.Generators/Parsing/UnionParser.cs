using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands the cases of a union; the tags are checked against their field later.</summary>
static class UnionParser
{
    public static void Parse(ParseContext context, FieldDraft field, ITypeSymbol type)
    {
        var cases = field.Attributes.FindAll("Case").ToList();
        if (cases.Count == 0)
        {
            context.Break(field, Descriptors.NoCases, field.NameLocation, field.Name);
            return;
        }

        var models = new List<CaseModel>();
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var tags = new HashSet<decimal>();
        foreach (var attribute in cases)
        {
            if (ParseCase(context, field, type, attribute) is not { } model)
            {
                continue;
            }

            var caseType = FieldAttributes.Argument<ITypeSymbol?>(attribute, 1, null)!;
            var tag = attribute.ConstructorArguments[0];
            if (!types.Add(caseType))
            {
                context.Break(field, Descriptors.DuplicateCase, field.At(attribute, 1), caseType.Name);
            }
            else if (!tags.Add(IntegerTypes.ToDecimal(tag.Value)!.Value))
            {
                context.Break(field, Descriptors.DuplicateTag, field.At(attribute, 0), tag.ToCSharpString());
            }

            if (!Delimits.Itself(caseType))
            {
                field.Undelimited = caseType.Name;
            }

            models.Add(model);
        }

        field.Model = field.Model with { Kind = WireKind.Union, Cases = models.ToArray() };
    }

    static CaseModel? ParseCase(ParseContext context, FieldDraft field, ITypeSymbol union, AttributeData attribute)
    {
        if (FieldAttributes.Argument<ITypeSymbol?>(attribute, 1, null) is not { } type || attribute.ConstructorArguments.Length < 2)
        {
            field.IsBroken = true;
            return null;
        }

        var display = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var isGenerated = Symbols.HasFrameAttribute(type);
        if (!isGenerated && !Symbols.ImplementsFrame(type))
        {
            context.Break(field, Descriptors.NestedNotFrame, field.At(attribute, 1), display);
            return null;
        }

        var conversion = context.Compilation.ClassifyCommonConversion(type, union);
        if (!conversion.IsImplicit || conversion.IsUserDefined || !context.CanReach(type))
        {
            var target = union.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            context.Break(field, Descriptors.CaseNotAssignable, field.At(attribute, 1), display, target);
            return null;
        }

        if (attribute.ConstructorArguments[0].Kind == TypedConstantKind.Array
            || IntegerTypes.ToDecimal(attribute.ConstructorArguments[0].Value) is not { } tag)
        {
            context.Break(field, Descriptors.BadTagValue, field.At(attribute, 0), field.Name);
            return null;
        }

        return new(IntegerTypes.Raw(tag, 64), Symbols.FullName(type), isGenerated,
            type.IsValueType, Symbols.CountAncestors(type));
    }
}
