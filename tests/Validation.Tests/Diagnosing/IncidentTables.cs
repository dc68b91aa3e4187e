using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>A generated incident as tables and a reconciliation.</summary>
internal sealed class IncidentTables(SyntheticIncident incident)
{
    public const string Project = "synthetic-project";

    private readonly Dataset dataset = new() { Id = new($"incident_{incident.Seed}"), Layer = Layer.Raw };

    public Table Source => new()
    {
        Dataset = dataset,
        Name = "events",
        Columns =
        [
            new("Region", "STRING"), .. Enumerable.Range(1, incident.Dimensions).Select(d => new Column($"Dimension{d}", "STRING")),
            new("Entity", "STRING"), new("Happened", incident.HasHours ? "TIMESTAMP" : "DATE"), new("Internal", "BOOL"), new("TestTraffic", "BOOL"), new("Reverted", "BOOL"), new("Amount", "INT64"),
        ],
    };

    public Table Target => new() { Dataset = dataset, Name = "figures", Columns = [new("Region", "STRING"), new("Day", "DATE"), new("Figure", "FLOAT64")] };

    public Reconciliation Check => new()
    {
        Name = "figures-match-events",
        Says = "The figures are those of the events.",
        Key = "Region",
        Counted = "events",
        Window = new DateWindow.Between(incident.First, incident.Last),
        Zone = incident.Zone.Id,
        Dimensions = [.. Enumerable.Range(1, incident.Dimensions).Select(d => $"Dimension{d}")],
        Source = new()
        {
            Name = "Events",
            Role = "source of truth",
            Relation = Source,
            KeyColumn = "Region",
            DateColumn = "Happened",
            Measure = incident.Counting switch { CountingKind.Distinct => new Measure.Distinct("Entity"), CountingKind.Sum => new Measure.Sum("Amount"), _ => new Measure.Rows() },
            Filters = [new("internal events are left out", "Internal = FALSE"), new("no test traffic", "TestTraffic IS NULL OR NOT TestTraffic"), new("not reverted", "Reverted IS NULL OR NOT Reverted")],
        },
        Target = new() { Name = "Figures", Role = "read by people", Relation = Target, KeyColumn = "Region", DateColumn = "Day", Measure = new Measure.Sum("Figure") },
    };

    public Pipeline Pipeline => Example.Pipeline(incident.BusinessZone.Id) with { Project = Project, Datasets = [dataset], Relations = [Source, Target], Checks = [Check] };

    public async Task CreateAsync(EngineWarehouse warehouse)
    {
        await warehouse.CreateAsync(Source, incident.Rows.Select(Row));
        await warehouse.CreateAsync(Target, incident.Target.SelectMany(c => Enumerable.Range(0, (int)c.Rows).Select(_ => new JsonObject { ["Region"] = c.Key, ["Day"] = LocalDatePattern.Iso.Format(c.Date), ["Figure"] = c.Value / c.Rows })));
    }

    private JsonObject Row(IncidentRow row)
    {
        var json = new JsonObject
        {
            ["Region"] = row.Values[0],
            ["Entity"] = row.Entity.ToString(CultureInfo.InvariantCulture),
            ["Happened"] = incident.HasHours ? InstantPattern.ExtendedIso.Format(row.Time) : LocalDatePattern.Iso.Format(row.Time.InZone(incident.Zone).Date),
            ["Internal"] = row.Failed switch { 0 => false, > 0 => true, _ => null },
            ["TestTraffic"] = row.Nulls[0] ? null : false,
            ["Reverted"] = row.Nulls[1] ? null : false,
            ["Amount"] = row.Amount,
        };
        for (var d = 1; d <= incident.Dimensions; d++) json[$"Dimension{d}"] = row.Values[d];
        return json;
    }
}
