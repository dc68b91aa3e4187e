using System.Text;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>What is always seen of a comment: the headline, a verdict for each report, the worst groups, and the facts of the run.</summary>
/// <param name="words">How foreign text is written.</param>
/// <param name="lines">How findings are written.</param>
internal sealed class CommentTop(CommentWords words, GroupLine lines)
{
    private const int MostReports = 30;
    private const int MostGroups = 3;

    /// <summary>Everything above the folded parts.</summary>
    public string Of(CommentContent content, IReadOnlyList<VerbReport> reports, IReadOnlyList<PlacedFinding> findings, IReadOnlyList<FindingGroup> groups)
    {
        var text = new StringBuilder($"{StackMarker.Of(content.Stack)}\n## {Mark(reports, findings)} Orchestrator {words.Name(content.Stack, 100)}\n\n**{Headline(reports, findings, groups)}**\n\n");
        text.Append("| | verb | pipeline | verdict |\n| --- | --- | --- | --- |\n");
        foreach (var report in reports.Take(MostReports)) text.Append($"| {Mark([report], [.. findings.Where(f => ReferenceEquals(f.Report, report))])} | {words.Name(report.Verb, 40)} | {words.Name(report.Pipeline, 80)} | {words.Say(report.Headline, 300)} |\n");
        if (reports.Count > MostReports) text.Append($"| | | | and {CommentWords.Count(reports.Count - MostReports, "more report")} |\n");
        text.Append('\n');
        if (groups.Count == 0) return text.ToString();
        text.Append(groups.Count > MostGroups ? $"Worst first, {MostGroups} of {CommentWords.Count(groups.Count, "group")} with one cause each:\n\n" : "Worst first:\n\n");
        for (var i = 0; i < Math.Min(groups.Count, MostGroups); i++) text.Append($"{i + 1}. **{CommentWords.Word(groups[i].Severity)}** {lines.Short(groups[i])}\n");
        return text.Append('\n').ToString();
    }

    /// <summary>The last line.</summary>
    public string End(CommentContent content, IReadOnlyList<VerbReport> reports)
    {
        var instants = reports.Select(r => r.At).Order().Distinct().Select(InstantPattern.ExtendedIso.Format).ToList();
        string[] facts =
        [
            .. content.Commit is { } commit ? [$"commit {words.Name(commit, 64)}"] : Array.Empty<string>(),
            $"judged at `{instants[0]}`{(instants.Count > 1 ? $" to `{instants[^1]}`" : "")}",
            $"target {string.Join(", ", reports.Select(r => r.Target).Distinct().Order(StringComparer.Ordinal).Select(t => words.Name(t)))}",
            .. reports.Select(r => r.Text("tzData")).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(3).Select(t => $"tz data {words.Name(t, 60)}"),
            .. content.ShowPersonal ? Array.Empty<string>() : ["e-mail addresses masked"],
        ];
        return string.Join(" · ", facts) + "\n";
    }

    /// <summary>One sign for it all: a mistake or an error, something unknown, something to decide, clean.</summary>
    public static string Mark(IReadOnlyList<VerbReport> reports, IReadOnlyCollection<PlacedFinding> findings)
    {
        if (reports.Any(r => r.Exit == 1) || findings.Any(f => f.Finding.Severity == Severity.Error)) return "❌";
        if (reports.Any(r => r.Exit == 3)) return "❓";
        return reports.Any(r => r.Exit != 0) || findings.Count > 0 ? "⚠️" : "✅";
    }

    /// <summary>The whole outcome in one line of text that is not yet Markdown of a link or table.</summary>
    public string Headline(IReadOnlyList<VerbReport> reports, IReadOnlyList<PlacedFinding> findings, IReadOnlyList<FindingGroup> groups)
    {
        var all = findings.Select(f => f.Finding).ToList();
        var causes = groups.Count < all.Count ? $" with {CommentWords.Count(groups.Count, "cause")}" : "";
        var mistakes = reports.SelectMany(r => r.Diagnostics).Where(d => d.Severity == Severity.Error).Distinct().Count();
        var (changes, destructive) = (reports.Sum(r => r.Number("create") + r.Number("update") + r.Number("replace")), reports.Sum(r => r.Number("destructive")));
        var (orders, failing) = (reports.Where(r => r.Verb == "prove").Sum(r => r.Number("holding") + r.Number("failing") + r.Number("unknown")), reports.Where(r => r.Verb == "prove").Sum(r => r.Number("failing")));
        var (checks, bad) = (reports.Sum(r => r.Number("checks")), reports.Sum(r => r.Number("fail")));
        var unknown = reports.Where(r => r.Exit == 3).Select(r => r.Verb).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        string[] says =
        [
            .. mistakes > 0 ? [CommentWords.Count(mistakes, "mistake") + " in the declaration"] : Array.Empty<string>(),
            all.Count == 0 ? "no findings" : $"{CommentWords.Count(all.Count, "finding")}{causes}: {CommentWords.Severities(all)}",
            .. changes > 0 ? [$"{CommentWords.Count(changes, "change")} planned{(destructive > 0 ? $", {destructive} of them losing data" : "")}"] : Array.Empty<string>(),
            .. orders > 0 ? [failing > 0 ? $"{failing:N0} of {CommentWords.Count(orders, "order")} of jobs fail" : $"{CommentWords.Count(orders, "order")} of jobs proven"] : Array.Empty<string>(),
            .. checks > 0 ? [bad > 0 ? $"{bad:N0} of {CommentWords.Count(checks, "check")} fail" : $"{CommentWords.Count(checks, "check")} run"] : Array.Empty<string>(),
            .. unknown.Count > 0 ? [$"not everything could be observed by {string.Join(", ", unknown.Select(v => words.Say(v, 40)))}"] : Array.Empty<string>(),
        ];
        var sentence = string.Join("; ", says);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }
}
