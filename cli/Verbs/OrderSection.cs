using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A proof as a section of a report and as JSON.</summary>
internal static class OrderSection
{
    /// <summary>One row per edge.</summary>
    public static ReportSection Of(string title, PipelineProof proof, DateTimeZone zone)
    {
        if (proof.Edges.Count == 0) return new(title, [new ReportBlock.Paragraph($"No job reads what another running job writes.{LeftOut(proof)}")]);
        var years = $"{proof.Horizon.From.InZone(zone).Date:uuuu-MM-dd} to {proof.Horizon.To.InZone(zone).Date:uuuu-MM-dd}, under every rule for the days on which clocks change";
        return new(title,
        [
            new ReportBlock.Paragraph($"{proof.Edges.Count(e => e.Holds)} of {proof.Edges.Count} orders hold on every day from {years}.{LeftOut(proof)}"),
            new ReportBlock.Grid(["before", "after", "worst wait", "holds"], [.. proof.Edges.Select(Row)]),
        ]);
    }

    /// <summary>The figures of a proof.</summary>
    public static Dictionary<string, object?> Json(PipelineProof proof) => new()
    {
        ["holds"] = proof.Holds,
        ["edges"] = proof.Edges.Select(e => new Dictionary<string, object?>
        {
            ["producer"] = e.Edge.Producer.Name,
            ["consumer"] = e.Edge.Consumer.Name,
            ["holds"] = e.Holds,
            ["worstWaitMinutes"] = e.Verdict is { } v && v.WorstWait != Duration.MaxValue ? v.WorstWait.TotalMinutes : null,
            ["worstOverlapMinutes"] = e.Verdict?.WorstOverlap.TotalMinutes,
            ["failingDays"] = e.Verdict?.FailingDaysPerYear.OrderBy(y => y.Key).ToDictionary(y => y.Key.ToString(CultureInfo.InvariantCulture), y => (object?)y.Value, StringComparer.Ordinal),
            ["firstFailingDay"] = e.Verdict?.FirstFailingDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
            ["onlyWhenDeliveredTwice"] = e.Verdict?.OnlyWhenDeliveredTwice,
            ["unknown"] = e.Unknown,
        }).ToList(),
        ["leftOut"] = proof.LeftOut.Select(e => new Dictionary<string, object?> { ["producer"] = e.Edge.Producer.Name, ["consumer"] = e.Edge.Consumer.Name, ["reason"] = e.Reason }).ToList(),
        ["staleTables"] = StaleSection.Json(proof),
        ["proposals"] = proof.Proposals.Select(p => new Dictionary<string, object?>
        {
            ["job"] = p.Consumer.Name,
            ["schedule"] = p.Synthesized.Schedule?.Expression,
            ["timeZone"] = p.Synthesized.Schedule?.Zone,
            ["conflict"] = p.Synthesized.Conflict,
        }).ToList(),
    };

    private static IReadOnlyList<string> Row(EdgeProof proof) =>
        [proof.Edge.Producer.Name, proof.Edge.Consumer.Name, proof.Verdict is { } verdict ? Span.Say(verdict.WorstWait) : "not known", Holds(proof.Verdict)];

    /// <summary>A verdict in a few words: `yes`, or how many days fail; null is one that nobody knows.</summary>
    public static string Holds(OrderVerdict? verdict)
    {
        if (verdict is { Holds: true }) return "yes";
        if (verdict is not { FirstFailingDay: { } first }) return "not known";
        // The first whole year says more than what is left of this one.
        var year = verdict.FailingDaysPerYear.ContainsKey(first.Year + 1) ? first.Year + 1 : first.Year;
        var overlap = verdict.WorstOverlap == Duration.Zero ? "" : $", overlap {Span.Say(verdict.WorstOverlap)}";
        var twice = verdict.OnlyWhenDeliveredTwice ? ", when a fire is delivered twice" : "";
        return $"NO: {verdict.FailingDaysPerYear[year]} days of {year}{overlap}{twice}";
    }

    private static string LeftOut(PipelineProof proof) =>
        proof.LeftOut.Count == 0 ? "" : $" Left out: {string.Join(" ", proof.LeftOut.Select(e => e.Reason).Distinct(StringComparer.Ordinal))}";
}
