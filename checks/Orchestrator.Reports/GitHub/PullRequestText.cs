
namespace Orchestrator.Reports;

/// <summary>The comment of a stack on a pull request: the same reports give the same bytes, whatever their order.</summary>
public static class PullRequestText
{
    /// <summary>The Markdown, within the limit: the largest consequence first, every number complete.</summary>
    public static string Render(CommentContent content)
    {
        if (content.Reports.Count == 0) throw new ArgumentException("A comment is made of one report or more.", nameof(content));
        var reports = content.Reports.DistinctBy(r => (r.Verb, r.Pipeline, r.Target, r.At, r.Exit, r.Headline))
            .OrderBy(CommentParts.Of).ThenBy(r => r.Verb, StringComparer.Ordinal).ThenBy(r => r.Pipeline, StringComparer.Ordinal).ThenBy(r => r.Target, StringComparer.Ordinal).ThenBy(r => r.At).ThenBy(r => r.Headline, StringComparer.Ordinal).ToList();
        // Two verbs that found the same thing found it once.
        var all = reports.SelectMany(r => r.Findings.Select(f => new PlacedFinding(r, CommentParts.Of(r, f), f))).DistinctBy(f => (f.Report.Pipeline, f.Report.Target, f.Finding.Code, f.Finding.Subject, f.Finding.Property, f.Finding.Message)).ToList();
        var (counting, muted) = (all.Where(f => f.Finding.Muted is null).ToList(), all.Where(f => f.Finding.Muted is not null).ToList());
        var groups = FindingGroups.Of(counting);

        var words = new CommentWords(content.ShowPersonal);
        var lines = new GroupLine(words, content.ShowValues, reports.Select(r => r.Pipeline).Distinct(StringComparer.Ordinal).Count() > 1);
        var (top, sections) = (new CommentTop(words, lines), new CommentSections(words, lines));
        CommentSection?[] folded = [.. Enum.GetValues<CommentPart>().Select(p => sections.Of(p, reports, counting, groups)), sections.Pauses(reports), sections.Muted(muted)];
        return CommentPage.Render(top.Of(content, reports, counting, groups), [.. folded.OfType<CommentSection>()], top.End(content, reports), content.Limit);
    }
}
