using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The figures of a proof, as <c>summary</c> of the JSON report; docs/report.schema.json describes them.</summary>
internal static class ProveJson
{
    /// <summary>All figures.</summary>
    public static Dictionary<string, object?> Of(ProvenList proven) => new()
    {
        ["from"] = InstantPattern.General.Format(proven.Request.Horizon.From),
        ["to"] = InstantPattern.General.Format(proven.Request.Horizon.To),
        ["withinMinutes"] = proven.Request.Within.TotalMinutes,
        ["tzData"] = proven.TzData,
        ["jobs"] = proven.Request.List.Jobs.Count,
        ["holding"] = proven.Orders.Count(o => o.Holds),
        ["failing"] = proven.Orders.Count(o => o.Fails),
        ["unknown"] = proven.Orders.Count(o => o.Verdict is null),
        ["orders"] = proven.Orders.Select(Order).ToList(),
        ["leftOut"] = proven.Request.List.LeftOut.Select(l => new Dictionary<string, object?> { ["job"] = l.Name, ["reason"] = l.Reason }).ToList(),
        ["proposals"] = proven.Proposals.Select(p => new Dictionary<string, object?>
        {
            ["job"] = p.Job.Name,
            ["schedule"] = p.Outcome == SynthesisOutcome.Moved ? p.Schedule!.Expression.ToString() : null,
            ["timeZone"] = p.Outcome == SynthesisOutcome.Moved ? p.Schedule!.Zone.Id : null,
            ["conflicting"] = p.Conflicting,
            ["cycle"] = p.Cycle,
            ["sentence"] = p.Sentence,
        }).ToList(),
        ["complete"] = proven.Completions.Json(),
        ["stale"] = proven.Completions.Stale.Json(),
        ["inputAges"] = proven.Completions.Stale.StartsJson(),
        ["doubts"] = Doubts.Json(proven.Doubts),
        ["otherTzData"] = proven.Other is { } other ? TzReport.Json(other) : null,
    };

    /// <summary>One order and its verdict.</summary>
    public static Dictionary<string, object?> Order(JudgedOrder judged)
    {
        var verdict = judged.Verdict;
        return new()
        {
            ["producer"] = judged.Order.Producer.Name,
            ["consumer"] = judged.Order.Consumer.Name,
            ["tables"] = judged.Order.Tables,
            ["holds"] = verdict?.Holds,
            ["unknown"] = judged.Unknown,
            ["worstWaitMinutes"] = verdict is null || verdict.WorstWait == Duration.MaxValue ? null : verdict.WorstWait.TotalMinutes,
            ["worstWaitAt"] = verdict is null ? null : InstantPattern.ExtendedIso.Format(verdict.WorstWaitAt),
            ["worstOverlapMinutes"] = verdict?.WorstOverlap.TotalMinutes,
            ["failingDays"] = verdict?.FailingDaysPerYear.OrderBy(y => y.Key).ToDictionary(y => y.Key.ToString(CultureInfo.InvariantCulture), y => (object?)y.Value, StringComparer.Ordinal),
            ["firstFailingDay"] = verdict?.FirstFailingDay is { } first ? LocalDatePattern.Iso.Format(first) : null,
            ["onlyWhenDeliveredTwice"] = verdict?.OnlyWhenDeliveredTwice,
            ["cause"] = verdict?.Cause is { } cause ? Change(cause) : null,
            ["brokenUnder"] = verdict?.BrokenUnder?.Name,
        };
    }

    private static Dictionary<string, object?> Change(ZoneChange change) => new()
    {
        ["at"] = InstantPattern.General.Format(change.At),
        ["zone"] = change.Zone,
        ["before"] = change.Before.ToString(),
        ["after"] = change.After.ToString(),
    };
}
