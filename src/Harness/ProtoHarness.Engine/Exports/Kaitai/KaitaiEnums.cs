using System.Globalization;
using System.Text;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Exports;

/// <summary>The enums of a Kaitai Struct file.</summary>
static class KaitaiEnums
{
    public static string NameOf(FieldSchema field) => KaitaiStruct.Name(field.TypeName.Split('.')[^1]);

    public static void Write(IReadOnlyList<FrameSchema> frames, StringBuilder yaml)
    {
        var fields = frames.SelectMany(frame => frame.Fields).SelectMany(field => field.Element is { } element ? new[] { field, element } : [field])
            .Where(field => field.Names.Count > 0).DistinctBy(NameOf).ToList();
        if (fields.Count == 0)
        {
            return;
        }

        yaml.Append("enums:\n");
        foreach (var field in fields)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {NameOf(field)}:\n");
            foreach (var value in field.Names.DistinctBy(value => value.Value))
            {
                yaml.Append(CultureInfo.InvariantCulture, $"    {value.Value}: {KaitaiStruct.Name(value.Name)}\n");
            }
        }
    }
}
