namespace ProtoHarness.Cli.Output;

/// <summary>Progress that is longer than a terminal is wide, in rows.</summary>
static class StatusRows
{
    const int Most = 6;
    const string Separator = ", ";
    const string Indent = "  ";

    /// <summary>Folds a text behind its commas; what has no comma in time is cut.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="width">The columns of a row.</param>
    /// <returns>The rows, six at most.</returns>
    public static IReadOnlyList<string> Fold(string text, int width)
    {
        var rows = new List<string>();
        var row = "";
        foreach (var part in text.Split(Separator))
        {
            var longer = row.Length == 0 ? part : row + Separator + part;
            if (row.Length > 0 && longer.Length >= width)
            {
                rows.Add(Cut(row + Separator.TrimEnd(), width));
                longer = Indent + part;
            }

            row = longer;
        }

        rows.Add(Cut(row, width));
        return rows.Count <= Most ? rows : rows[..Most];
    }

    static string Cut(string row, int width) => row.Length > width ? row[..width] : row;
}
