using System.Collections;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>The folded parts of a comment, made of the reports.</summary>
/// <param name="words">How foreign text is written.</param>
/// <param name="lines">How findings are written.</param>
internal sealed class CommentSections(CommentWords words, GroupLine lines)
{
    /// <summary>One part: mistakes, changes, groups of findings; null when there is nothing to fold.</summary>
    public CommentSection? Of(CommentPart part, IReadOnlyList<VerbReport> reports, IReadOnlyList<PlacedFinding> findings, IReadOnlyList<FindingGroup> groups)
    {
        var here = reports.Where(r => CommentParts.Of(r) == part).ToList();
        var diagnostics = here.SelectMany(r => r.Diagnostics).Distinct().OrderByDescending(d => d.Severity).ToList();
        var changes = here.SelectMany(r => r.Records("changes")).OrderByDescending(c => c.Text("effect") == "destructive").ToList();
        var own = findings.Where(f => f.Part == part).ToList();
        var shown = groups.Where(g => g.Part == part).ToList();
        var elsewhere = own.Count - shown.Sum(g => g.Own.Concat(g.Explained).Count(f => f.Part == part));
        List<CommentLine> items =
        [
            .. diagnostics.Select(d => new CommentLine(1, () => Diagnostic(d))),
            .. changes.Select(c => new CommentLine(1, () => Change(c))),
            .. elsewhere > 0 ? [new CommentLine(0, () => $"- {CommentWords.Count(elsewhere, "finding")} here {(elsewhere == 1 ? "is" : "are")} listed with the cause in another part.\n")] : Array.Empty<CommentLine>(),
            .. shown.Select(g => new CommentLine(g.Own.Count + g.Explained.Count, () => lines.Of(g))),
            .. here.SelectMany(r => r.Records("proposals")).Where(p => p.Text("sentence").Length > 0).Select(p => new CommentLine(0, () => $"- proposal: {words.Say(p.Text("sentence"))}\n")),
        ];
        if (items.Count == 0) return null;
        string[] counts =
        [
            .. diagnostics.Count > 0 ? [CommentWords.Count(diagnostics.Count, "diagnostic")] : Array.Empty<string>(),
            .. changes.Count > 0 ? [CommentWords.Count(changes.Count, "change")] : Array.Empty<string>(),
            .. own.Count > 0 ? [$"{CommentWords.Count(own.Count, "finding")} ({CommentWords.Severities([.. own.Select(f => f.Finding)])})"] : Array.Empty<string>(),
        ];
        var name = CommentParts.Name(part);
        return new($"<b>{name}</b>{(counts.Length > 0 ? ": " : "")}{string.Join(", ", counts)}", items, "in the JSON reports that this comment was made of");
    }

    /// <summary>Muted findings; null without any.</summary>
    public CommentSection? Muted(IReadOnlyList<PlacedFinding> muted) => muted.Count == 0 ? null : new(
        $"<b>muted</b>: {CommentWords.Count(muted.Count, "finding")}, neither counted nor alarming until the date",
        [.. muted.OrderBy(m => m.Finding.Muted!.Until).ThenBy(m => m.Report.Pipeline, StringComparer.Ordinal).ThenBy(m => m.Finding.Key, StringComparer.Ordinal).Select(m => new CommentLine(1, () => lines.Muted(m)))],
        "in the JSON reports that this comment was made of");

    /// <summary>Declared pauses; null without any.</summary>
    public CommentSection? Pauses(IReadOnlyList<VerbReport> reports)
    {
        var pauses = reports.SelectMany(r => r.Records("pauses").Select(p => (r.Pipeline, Job: p.Text("job"), Owner: p.Text("owner"), Until: p.Text("until"), Reason: p.Text("reason"))))
            .Distinct().OrderBy(p => p.Until, StringComparer.Ordinal).ThenBy(p => p.Pipeline, StringComparer.Ordinal).ThenBy(p => p.Job, StringComparer.Ordinal).ToList();
        return pauses.Count == 0 ? null : new(
            $"<b>declared pauses</b>: {CommentWords.Count(pauses.Count, "job")}",
            [.. pauses.Select(p => new CommentLine(1, () => $"- {words.Name(p.Job)}: paused by {words.Say(p.Owner, 100)} until {words.Say(p.Until, 40)}: {words.Say(p.Reason, 300)}\n"))],
            "in the JSON reports that this comment was made of");
    }

    private string Diagnostic(Diagnostic diagnostic) =>
        $"- **{CommentWords.Word(diagnostic.Severity)}** {words.Name(diagnostic.Subject)} {words.Name(diagnostic.Code, 40)}: {words.Say(diagnostic.Message)}{(diagnostic.Place is null ? "" : $" ({words.Name(diagnostic.Place.ToString())})")}  \n  **Do:** {words.Say(diagnostic.Remedy, 300)}\n";

    private string Change(IReadOnlyDictionary<string, object?> change)
    {
        var properties = change.GetValueOrDefault("properties") is IEnumerable list and not string ? list.OfType<string>().ToList() : [];
        var which = properties.Count == 0 ? "" : $": {string.Join(", ", properties.Take(20).Select(p => words.Name(p, 60)))}{(properties.Count > 20 ? $" and {properties.Count - 20} more" : "")}";
        return $"- {words.Say(change.Text("action"), 40)} {words.Name(change.Text("resource"))}{which}{(change.Text("effect") == "destructive" ? " **(loses data)**" : "")}\n";
    }
}
