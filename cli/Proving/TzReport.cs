using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What other tz data change, as findings, a section and figures.</summary>
internal static class TzReport
{
    private const string Code = "ORDER003";

    /// <summary>One finding per verdict that changes; an order that fails with the other data and held before is an error.</summary>
    public static IReadOnlyList<Finding> Findings(TzComparison other) =>
    [
        .. other.Changes.OrderBy(c => Severe(c)).Select(change => new Finding
        {
            Code = Code,
            Severity = Severe(change) == 0 ? Severity.Error : Severity.Warning,
            Subject = $"job/{change.Before.Order.Consumer.Name}",
            Declared = Say(change.Before),
            Live = Say(change.After),
            Message = $"With {other.TzData} its order after {change.Before.Order.Producer.Name} changes: {Say(change.Before)} before, {Say(change.After)} then. {Since(change)}",
        }),
    ];

    /// <summary>The verdicts that change, as a table.</summary>
    public static IEnumerable<ReportSection> Sections(TzComparison other, string before)
    {
        var title = $"Verdicts that change from {before} to {other.TzData}";
        var zones = other.ZonesThatDiffer.Count == 0 ? "No zone of these jobs differs." : $"Zones that differ: {string.Join(", ", other.ZonesThatDiffer)}.";
        if (other.Changes.Count == 0)
        {
            yield return new(title, [new ReportBlock.Paragraph($"None. {zones}")]);
            yield break;
        }

        yield return new(title,
        [
            new ReportBlock.Paragraph(zones),
            new ReportBlock.Grid(["order", "before", "then", "zone", "differs from"], [.. other.Changes.Select(c => (IReadOnlyList<string>)[c.Before.Order.ToString(), Say(c.Before), Say(c.After), c.Zone, Day(c)])]),
        ]);
    }

    /// <summary>How many verdicts change, as the end of a headline.</summary>
    public static string Headline(TzComparison other)
    {
        var worse = other.Changes.Count(c => Severe(c) == 0);
        return other.Changes.Count == 0 ? $" {other.TzData} changes no verdict." : $" {other.TzData} changes {other.Changes.Count} of them, {worse} to failing.";
    }

    /// <summary>The figures.</summary>
    public static Dictionary<string, object?> Json(TzComparison other) => new()
    {
        ["tzData"] = other.TzData,
        ["zonesThatDiffer"] = other.ZonesThatDiffer,
        ["changes"] = other.Changes.Select(c => new Dictionary<string, object?>
        {
            ["producer"] = c.Before.Order.Producer.Name,
            ["consumer"] = c.Before.Order.Consumer.Name,
            ["zone"] = c.Zone,
            ["differsFrom"] = c.FirstDay is { } day ? LocalDatePattern.Iso.Format(day) : null,
            ["before"] = ProveJson.Order(c.Before),
            ["after"] = ProveJson.Order(c.After),
        }).ToList(),
    };

    private static int Severe(VerdictChange change) => change.After.Fails && !change.Before.Fails ? 0 : 1;

    private static string Since(VerdictChange change) => change.FirstDay is null ? $"The zone {change.Zone} is not in them." : $"Clocks in {change.Zone} differ from {Day(change)} on.";

    private static string Day(VerdictChange change) => change.FirstDay is { } day ? LocalDatePattern.Iso.Format(day) : "everywhere";

    private static string Say(JudgedOrder judged) => judged.Verdict switch
    {
        null => "not known",
        { Holds: true } holds => $"holds, worst wait {Span.Say(holds.WorstWait)}",
        { FirstFailingDay: { } first } fails => $"fails on {fails.FailingDaysPerYear.Values.Sum()} days, first on {LocalDatePattern.Iso.Format(first)}",
        _ => "fails",
    };
}
