namespace Orchestrator.Reports;

/// <summary>An item of a section; its text is only made when there is room for it.</summary>
/// <param name="Counts">How many findings or changes it stands for.</param>
/// <param name="Text">The Markdown, with its line end.</param>
internal sealed record CommentLine(int Counts, Func<string> Text);

/// <summary>A folded part of a comment.</summary>
/// <param name="Title">What is seen while it is folded: our own words and numbers only, for it is HTML.</param>
/// <param name="Lines">Its items, the most important first.</param>
/// <param name="Rest">Where the items are that find no room.</param>
internal sealed record CommentSection(string Title, IReadOnlyList<CommentLine> Lines, string Rest)
{
    private const string End = "\n</details>\n\n";

    /// <summary>UTF-16 units that are needed whatever is left out.</summary>
    public int Least => Start.Length + End.Length + Tail(int.MaxValue).Length;

    private string Start => $"<details><summary>{Title}</summary>\n\n";

    /// <summary>The items that fit.</summary>
    /// <param name="room">UTF-16 units beyond <see cref="Least"/>.</param>
    public IReadOnlyList<string> Fitting(int room)
    {
        var fitting = new List<string>();
        foreach (var line in Lines)
        {
            var text = line.Text();
            if ((room -= text.Length) < 0) break;
            fitting.Add(text);
        }

        return fitting;
    }

    /// <summary>The section with its first items, and the number of those that are left out.</summary>
    public string Render(IReadOnlyList<string> fitting)
    {
        var left = Lines.Skip(fitting.Count).Sum(l => l.Counts);
        return Start + string.Concat(fitting) + (left > 0 ? Tail(left) : "") + End;
    }

    private string Tail(int left) => $"\n… and {left.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} more, {Rest}.\n";
}
