using System.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Findings as items of a list.</summary>
/// <param name="words">How foreign text is written.</param>
/// <param name="showValues">Whether the values of offending rows are shown.</param>
/// <param name="namePipelines">Whether more than one pipeline is in the comment.</param>
internal sealed class GroupLine(CommentWords words, bool showValues, bool namePipelines)
{
    private const int MostOwn = 6;
    private const int MostExplained = 8;

    /// <summary>A group: its root, what follows, and what it explains.</summary>
    public string Of(FindingGroup group)
    {
        var text = new StringBuilder();
        if (group.Own.Count == 0)
            text.Append($"- **{CommentWords.Word(group.Severity)}** {Pipeline(group)}{words.Name(group.Root)} is behind what follows.\n");
        else
            text.Append($"- **{CommentWords.Word(group.Severity)}** {Pipeline(group)}{words.Name(group.Root)} {Body(group.Own[0].Finding, "  ")}");
        string? said = group.Own.Count == 0 ? null : group.Own[0].Finding.Consequence?.Says;
        foreach (var more in group.Own.Skip(1).Take(MostOwn - 1)) text.Append("  - ").Append(Body(more.Finding, "    ", said));
        if (group.Own.Count > MostOwn) text.Append($"  - and {CommentWords.Count(group.Own.Count - MostOwn, "more finding")} about it\n");
        if (group.Explained.Count > 0) text.Append($"  - explains {CommentWords.Count(group.Explained.Count, "finding")}: {Explained(group)}\n");
        return text.ToString();
    }

    /// <summary>The root of a group in one line.</summary>
    public string Short(FindingGroup group)
    {
        var (first, explained) = ((group.Own.Count > 0 ? group.Own : group.Explained)[0].Finding, group.Own.Count > 0 ? group.Explained.Count : group.Explained.Count - 1);
        var follows = first.Consequence is { } consequence ? $" → {words.Say(consequence.Says, 240)}" : "";
        return $"{Pipeline(group)}{words.Name(group.Root)}: {words.Say(first.Message, 240)}{follows}{(explained > 0 ? $" It explains {CommentWords.Count(explained, "finding")} more." : "")}";
    }

    /// <summary>A muted finding with its reason.</summary>
    public string Muted(PlacedFinding muted)
    {
        var mute = muted.Finding.Muted!;
        return $"- {(namePipelines ? words.Name(muted.Report.Pipeline) + " " : "")}{words.Name(muted.Finding.Subject)} {words.Name(muted.Finding.Code, 40)}: {words.Say(muted.Finding.Message, 300)} Muted by {words.Say(mute.Owner, 100)} until {mute.Until:uuuu-MM-dd}: {words.Say(mute.Reason, 300)}\n";
    }

    private string Pipeline(FindingGroup group) => namePipelines ? words.Name(group.Pipeline) + " " : "";

    private string Body(Finding finding, string indent, string? said = null)
    {
        var text = new StringBuilder($"{words.Name(finding.Code, 40)}: {words.Say(finding.Message)}");
        if (finding.Consequence is { } consequence && consequence.Says != said) text.Append($"  \n{indent}→ {words.Say(consequence.Says)}");
        if (finding.Remedy is { } remedy) text.Append($"  \n{indent}**Do:** {words.Say(remedy, 300)}");
        if (finding.Rows.Count > 0) text.Append($"  \n{indent}{Rows(finding)}");
        return text.Append('\n').ToString();
    }

    private string Rows(Finding finding)
    {
        var many = CommentWords.Count(finding.Rows.Count, "row");
        if (!showValues) return $"First {many}, values hidden: {string.Join(", ", finding.Rows[0].Keys.Take(20).Select(c => words.Name(c, 60)))}";
        return $"First {many}: {string.Join("; ", finding.Rows.Take(3).Select(r => string.Join(", ", r.Take(20).Select(c => $"{words.Say(c.Key, 60)} {(c.Value is null ? "NULL" : words.Name(c.Value, 80))}"))))}";
    }

    private string Explained(FindingGroup group)
    {
        var some = string.Join(", ", group.Explained.Take(MostExplained).Select(e => $"{words.Name(e.Finding.Subject, 120)} ({words.Name(e.Finding.Code, 40)})"));
        return group.Explained.Count > MostExplained ? $"{some} and {CommentWords.Count(group.Explained.Count - MostExplained, "more finding")}" : some;
    }
}
