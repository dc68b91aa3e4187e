using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Validation.Tests.Diagnosing;

/// <summary>The funnel and the plan as the document of the escalation found them, with the days that its figures leave open: AMER 16 and 10, EMEA 6 and 0, APAC planned.</summary>
internal static class Document000
{
    public const string Project = "data-analytics-306119";

    public static readonly Instant Now = Instant.FromUtc(2026, 1, 11, 18, 0);

    public static readonly Table Funnel = new()
    {
        Dataset = new() { Id = new("MarketingFunnel"), Layer = Layer.Raw },
        Name = "R360InboundFunnel",
        Columns = [new("Region", "STRING"), new("Email", "STRING"), new("MQL_DT", "TIMESTAMP"), new("SpiralyzeTest", "BOOL"), new("MQL_Reverted", "BOOL")],
    };

    public static readonly Table Plan = new()
    {
        Dataset = new() { Id = new("Staging"), Layer = Layer.Stage },
        Name = "StrategicOperatingPlan",
        Columns = [new("Percentile", "STRING"), new("Region", "STRING"), new("TargetDate", "DATE"), new("Actual_MQL", "FLOAT64")],
    };

    public static readonly Reconciliation Check = new()
    {
        Name = "sop-matches-funnel",
        Says = "For every region the plan holds as many MQLs as the funnel counts.",
        Key = "Region",
        Counted = "MQL",
        Window = new DateWindow.Since(new(2026, 1, 1)),
        Dimensions = ["SpiralyzeTest"],
        Source = new()
        {
            Name = "Funnel",
            Role = "source of truth for MQL",
            Relation = Funnel,
            KeyColumn = "Region",
            Measure = new Measure.Distinct("Email"),
            DateColumn = "MQL_DT",
            Filters = [new("no test traffic", "SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE"), new("not reverted", "MQL_Reverted = FALSE"), new("has a region", "Region IS NOT NULL"), new("has an e-mail", "Email IS NOT NULL")],
        },
        Target = new() { Name = "SOP", Role = "target for Actual_MQL", Relation = Plan, KeyColumn = "Region", Measure = new Measure.Sum("Actual_MQL"), DateColumn = "TargetDate", Filters = [new("one percentile", "Percentile = 'P50'")] },
    };

    public static Pipeline Pipeline => Example.Pipeline("UTC") with { Project = Project, Relations = [Funnel, Plan], Checks = [Check], Datasets = [Funnel.Dataset, Plan.Dataset] };

    // Days of January: AMER's first ten rows, its six newest, and EMEA's.
    private static readonly int[] Arrived = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9], Newest = [10, 10, 10, 11, 11, 11], Emea = [1, 3, 5, 6, 8, 9];

    public static IEnumerable<JsonObject> FunnelRows =>
    [
        .. Arrived.Concat(Newest).Select((day, i) => Lead("AMER", day, i, i % 4 == 0 ? null : false, false)),
        .. Emea.Select((day, i) => Lead("EMEA", day, 100 + i, i % 3 == 0 ? null : false, false)),
        // Neither test traffic nor what was reverted counts.
        Lead("AMER", 4, 200, true, false), Lead("EMEA", 5, 201, false, true),
    ];

    public static IEnumerable<JsonObject> PlanRows =>
        from region in new[] { "AMER", "EMEA", "APAC" }
        from day in Enumerable.Range(1, 11)
        from percentile in new[] { "P50", "P90" }
        select new JsonObject
        {
            ["Percentile"] = percentile,
            ["Region"] = region,
            ["TargetDate"] = $"2026-01-{day:00}",
            ["Actual_MQL"] = region == "AMER" ? Arrived.Count(d => d == day) : region == "APAC" ? 0 : null,
        };

    private static JsonObject Lead(string region, int day, int id, bool? test, bool reverted) => new()
    {
        ["Region"] = region,
        ["Email"] = $"lead{id}@example.test",
        ["MQL_DT"] = $"2026-01-{day:00}T{8 + (id % 9):00}:30:00Z",
        ["SpiralyzeTest"] = test,
        ["MQL_Reverted"] = reverted,
    };
}
