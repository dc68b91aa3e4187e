using System.Text;

namespace Orchestrator.Reports;

/// <summary>Puts the parts of a comment together so that they keep its limit: what is short stays whole, the long ones share the rest alike.</summary>
internal static class CommentPage
{
    /// <summary>The page.</summary>
    /// <param name="top">What is always there, first.</param>
    /// <param name="sections">The folded parts in order.</param>
    /// <param name="end">What is always there, last.</param>
    /// <param name="limit">The most UTF-16 units.</param>
    public static string Render(string top, IReadOnlyList<CommentSection> sections, string end, int limit)
    {
        var room = limit - top.Length - end.Length - sections.Sum(s => s.Least);
        if (room < 0) throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit leaves no room for what must always be there.");
        var fitting = sections.Select(s => s.Fitting(room)).ToList();
        var shares = Shares([.. fitting.Select(lines => lines.Sum(l => l.Length))], room);
        var page = new StringBuilder(top);
        for (var i = 0; i < sections.Count; i++) page.Append(sections[i].Render(First(fitting[i], shares[i])));
        return page.Append(end).ToString();
    }

    private static int[] Shares(int[] needs, int room)
    {
        var shares = new int[needs.Length];
        var left = needs.Length;
        foreach (var i in Enumerable.Range(0, needs.Length).OrderBy(i => needs[i]).ThenBy(i => i))
        {
            shares[i] = Math.Min(needs[i], room / left--);
            room -= shares[i];
        }

        return shares;
    }

    private static IReadOnlyList<string> First(IReadOnlyList<string> lines, int room)
    {
        var count = 0;
        while (count < lines.Count && (room -= lines[count].Length) >= 0) count++;
        return [.. lines.Take(count)];
    }
}
