using System.Globalization;
using System.Text;

namespace ProtoHarness.Framing;

/// <summary>
/// One field of a <see cref="FrameTree"/>: its declaration, its value, and where it stands in the encoding that was read or written last.
/// Offsets and lengths are in BITS from the start of the outermost frame, the most significant bit of a byte first.
/// </summary>
public sealed class FieldNode
{
    readonly List<FieldNode> _children = [];

    internal FieldNode(FieldSchema schema) => Schema = schema;

    /// <summary>The declaration.</summary>
    public FieldSchema Schema { get; }

    /// <summary>The frame, array or union that holds this field; null for the outermost frame.</summary>
    public FieldNode? Parent { get; private set; }

    /// <summary>The position among the parent's children.</summary>
    public int Index { get; private set; }

    /// <summary>The frame whose fields the children are: of a nested frame, or of a union's case; else null.</summary>
    public FrameSchema? Frame { get; internal set; }

    /// <summary>The case of a union; null when the kind is another, or no case is known.</summary>
    public UnionCase? Case { get; internal set; }

    /// <summary>The fields of a frame (absent ones too), the elements of an array, the fields of a union's case.</summary>
    public IReadOnlyList<FieldNode> Children => _children;

    /// <summary>Whether a conditional field is there. True for all others.</summary>
    public bool IsPresent { get; set; } = true;

    /// <summary>Whether the whole field was read. False for the last field of a partial tree and for all that enclose it.</summary>
    public bool IsComplete { get; internal set; } = true;

    /// <summary>
    /// The value of an integer: two's complement, sign-extended to 64 bits when signed; of a float: its IEEE 754 bits. For derived
    /// fields, what was read or written last: see <see cref="Override"/>.
    /// </summary>
    public ulong Bits { get; set; }

    /// <summary>The value of bytes, text and custom fields, without prefix and delimiter.</summary>
    public ReadOnlyMemory<byte> Content { get; set; }

    /// <summary>What stands on the wire in place of what would be computed; null: nothing.</summary>
    public FieldOverride? Override { get; set; }

    /// <summary>Where the field starts, prefix included and padding not. A bit field in a little-endian group of several bytes is
    /// placed as if the group were big-endian; <see cref="FieldLocator"/> knows better.</summary>
    public long Offset => Layout.Start;

    /// <summary>The bits from <see cref="Offset"/> to the end of the field, delimiter included and padding not; 0 when absent.</summary>
    public long Length => Layout.End - Layout.Start;

    /// <summary>Where the field's content starts: behind its prefix.</summary>
    public long ContentOffset => Layout.ContentStart;

    /// <summary>The bits of the content, without prefix and delimiter.</summary>
    public long ContentLength => Layout.ContentEnd - Layout.ContentStart;

    /// <summary>The value of an integer.</summary>
    public Int128 Number => Schema.IsSigned ? (long)Bits : Bits;

    /// <summary>The value of text; bytes that the encoding does not allow show as replacement characters.</summary>
    public string Text => Schema.Encoding == TextEncoding.Ascii
        ? Encoding.Latin1.GetString(Content.Span)
        : Encoding.UTF8.GetString(Content.Span);

    /// <summary>The value in words: an enum's name, a number, text in quotes, bytes in hex.</summary>
    public string DisplayText => FieldDisplay.Of(this);

    /// <summary>The path from the outermost frame, such as <c>Body.Items[2].Length</c>; empty for the outermost frame itself.</summary>
    public string Path => Parent switch
    {
        null => "",
        { Schema.Kind: FieldKind.Array } => $"{Parent.Path}[{Index.ToString(CultureInfo.InvariantCulture)}]",
        { Parent: null } => Schema.Name,
        _ => $"{Parent.Path}.{Schema.Name}",
    };

    /// <summary>Whether this or any field below carries an <see cref="Override"/>.</summary>
    public bool HasOverrides => Override is not null || _children.Exists(static child => child.HasOverrides);

    internal FieldLayout Layout { get; set; }

    /// <summary>Whether the derived fields of the frame in this node are those of its encoding.</summary>
    internal bool IsSettled { get; set; } = true;

    /// <summary>Whether writing computes the value.</summary>
    internal bool IsDerived => Schema.Role != FieldRole.Value;

    /// <summary>The name that errors give: an element goes by the name of its array.</summary>
    internal string ErrorName => Schema.Name.Length == 0 && Parent is not null ? Parent.ErrorName : Schema.Name;

    /// <summary>The nearest enclosing node whose children are fields of a frame.</summary>
    internal FieldNode? Enclosing
    {
        get
        {
            var node = Parent;
            while (node is { Frame: null })
            {
                node = node.Parent;
            }

            return node;
        }
    }

    /// <summary>The child of a name, as declared.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The child, or null.</returns>
    public FieldNode? Find(string name) => _children.Find(child => child.Schema.Name == name);

    /// <inheritdoc/>
    public override string ToString() => $"{(Path.Length == 0 ? Schema.Name : Path)} = {DisplayText}";

    internal FieldNode Add(FieldNode child)
    {
        Insert(_children.Count, child);
        return child;
    }

    internal void Insert(int index, FieldNode child)
    {
        child.Parent = this;
        _children.Insert(index, child);
        Renumber(index);
    }

    internal void RemoveAt(int index)
    {
        _children.RemoveAt(index);
        Renumber(index);
    }

    internal void Replace(int index, FieldNode child)
    {
        child.Parent = this;
        child.Index = index;
        _children[index] = child;
    }

    internal void Clear() => _children.Clear();

    /// <summary>A copy of this field and all below it, without a parent.</summary>
    internal FieldNode Clone()
    {
        var copy = new FieldNode(Schema)
        {
            Frame = Frame, Case = Case, IsPresent = IsPresent, IsComplete = IsComplete, Bits = Bits, Content = Content, Override = Override,
            Layout = Layout, Index = Index, IsSettled = IsSettled,
        };
        foreach (var child in _children)
        {
            copy.Add(child.Clone());
        }

        return copy;
    }

    void Renumber(int from)
    {
        for (var i = from; i < _children.Count; i++)
        {
            _children[i].Index = i;
        }
    }
}
