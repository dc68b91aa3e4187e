using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A diagnosis as parts of a report.</summary>
public static class DiagnosisSection
{
    private const int Width = 100;

    /// <summary>The figures, the hypotheses with their verdicts and evidence, the lags, and the queries to reproduce them.</summary>
    public static IReadOnlyList<ReportSection> Of(DiagnosisReport report)
    {
        var blocks = new List<ReportBlock> { new ReportBlock.Paragraph(report.Headline) };
        if (report.Failure is null && report.Keys.Count > 0)
            blocks.Add(new ReportBlock.Grid(["key", "source", "target", "difference"], [.. report.Keys.Select(k => (IReadOnlyList<string>)[k.Key, EffectWords.Number(k.Source), EffectWords.Number(k.Target), EffectWords.Number(k.Target - k.Source)])]));
        if (report.Hypotheses.Count > 0)
            blocks.Add(new ReportBlock.Grid(
                ["hypothesis", "verdict", "probability", "evidence", "query"],
                [.. report.Hypotheses.Select(h => (IReadOnlyList<string>)[h.Name, Verdict(h.Verdict), Percent(h.Probability), Evidence(h), $"{h.Query + 1}"])]));
        if (report.Lags.Count > 0) blocks.Add(new ReportBlock.Grid(["key", "lag in days", "says"], [.. report.Lags.Select(l => (IReadOnlyList<string>)[l.Key, l.Estimate is null ? "-" : ReconciledText.Lag(l.Estimate), l.Says])]));
        blocks.AddRange(report.Untested.Select(says => new ReportBlock.Paragraph(says)));
        var sections = new List<ReportSection> { new($"Diagnosis of {report.Check}", blocks) };
        for (var i = 0; i < report.Queries.Count; i++)
            sections.Add(new($"Query {i + 1}: {report.Queries[i].Purpose}, {report.Queries[i].Rows} rows", [new ReportBlock.Picture([.. Lines(report.Queries[i].Query)])]));
        return sections;
    }

    /// <summary>The same for JSON.</summary>
    public static IReadOnlyDictionary<string, object?> Json(DiagnosisReport report) => new Dictionary<string, object?>
    {
        ["check"] = report.Check,
        ["at"] = InstantPattern.General.Format(report.At),
        ["hasVariance"] = report.HasVariance,
        ["headline"] = report.Headline,
        ["failure"] = report.Failure,
        ["causes"] = report.Causes.Select(c => c.ToString()).ToList(),
        ["unexplained"] = Math.Round(report.Unexplained, 6),
        ["hypotheses"] = report.Hypotheses.Select(h => new Dictionary<string, object?>
        {
            ["kind"] = h.Kind.ToString(),
            ["verdict"] = h.Verdict.ToString(),
            ["probability"] = Math.Round(h.Probability, 6),
            ["pValue"] = h.PValue,
            ["details"] = h.Details,
            ["evidence"] = h.Evidence,
            ["query"] = h.Query,
        }).ToList(),
        ["keys"] = report.Keys.Select(k => new Dictionary<string, object?> { ["key"] = k.Key, ["source"] = k.Source, ["target"] = k.Target }).ToList(),
        ["lags"] = report.Lags.Select(l => new Dictionary<string, object?>
        {
            ["key"] = l.Key,
            ["days"] = l.Estimate?.Best?.TotalDays,
            ["least"] = l.Estimate?.AtLeast?.TotalDays,
            ["most"] = l.Estimate?.AtMost?.TotalDays,
            ["says"] = l.Says,
        }).ToList(),
        ["queries"] = report.Queries.Select(q => new Dictionary<string, object?>
        {
            ["purpose"] = q.Purpose,
            ["sql"] = q.Query.Sql,
            ["parameters"] = q.Query.Parameters.ToDictionary(p => p.Name, p => (object?)$"{p.Type} {p.Value}"),
            ["rows"] = q.Rows,
        }).ToList(),
        ["untested"] = report.Untested,
    };

    private static string Evidence(Hypothesis h) => h.Verdict == HypothesisVerdict.Rejected || h.Details is null ? h.Evidence : $"{char.ToUpperInvariant(h.Details[0])}{h.Details[1..]}. {h.Evidence}";

    private static string Verdict(HypothesisVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Percent(double share) => share >= 0.9995 ? "> 99.9 %" : share < 0.0005 ? "< 0.1 %" : FormattableString.Invariant($"{share * 100:0.0} %");

    private static IEnumerable<string> Lines(Query query) =>
        query.Parameters.Select(p => $"-- @{p.Name}: {p.Type} {p.Value}").Concat(query.Sql.Split('\n').SelectMany(Wrapped));

    // A picture has lines of at most 100 characters: longer ones are broken at spaces, which SQL does not mind outside of texts.
    private static IEnumerable<string> Wrapped(string line)
    {
        var indent = line[..^line.TrimStart().Length];
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var at && at > indent.Length && !line.AsSpan(0, at).Contains('\'') && !line.AsSpan(0, at).Contains("--", StringComparison.Ordinal))
        {
            yield return line[..at];
            line = $"{indent}  {line[(at + 1)..]}";
        }

        yield return line;
    }
}
