using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Reconciling;

/// <summary>A small reconciliation: leads by region against a plan, and answers as its query would give them.</summary>
internal static class Leads
{
    public static readonly Instant Now = Instant.FromUtc(2026, 1, 11, 17, 0);

    public static readonly Dataset Data = new() { Id = new("d"), Layer = Layer.Raw };

    public static readonly Table Funnel = new()
    {
        Dataset = Data,
        Name = "funnel",
        Columns = [new("region", "STRING"), new("email", "STRING"), new("became", "TIMESTAMP"), new("civil", "DATETIME"), new("day", "DATE"), new("amount", "NUMERIC"), new("ratio", "FLOAT64")],
    };

    public static readonly Table Plan = new() { Dataset = Data, Name = "plan", Columns = [new("region", "STRING"), new("day", "DATE"), new("leads", "NUMERIC"), new("ratio", "FLOAT64")] };

    public static Reconciliation Check { get; } = new()
    {
        Name = "leads",
        Says = "They agree.",
        Key = "Region",
        Counted = "MQL",
        Domain = ["AMER", "EMEA", "APAC"],
        Window = new DateWindow.Since(new(2026, 1, 1)),
        Source = new() { Name = "Funnel", Role = "source of truth", Relation = Funnel, KeyColumn = "region", Measure = new Measure.Distinct("email"), DateColumn = "became" },
        Target = new() { Name = "SOP", Role = "target", Relation = Plan, KeyColumn = "region", Measure = new Measure.Sum("leads"), DateColumn = "day" },
    };

    public static Pipeline Pipeline(string zone = "UTC") => Example.Pipeline(zone) with { Project = "my-project", Datasets = [Data], Relations = [Funnel, Plan], SqlFiles = new Dictionary<string, string>() };

    /// <summary>The result when the warehouse answers these rows.</summary>
    public static async Task<CheckResult> JudgeAsync(Reconciliation check, params IReadOnlyList<Part> parts) =>
        Assert.Single(await CheckRunner.RunAsync(CheckCompiler.Compile(Pipeline(), [check], Now), new CannedWarehouse(_ => Answer(parts)), CancellationToken.None));

    /// <summary>One key of the result.</summary>
    public static async Task<ReconciledKey> KeyAsync(Reconciliation check, string? key, params IReadOnlyList<Part> parts)
    {
        var result = await JudgeAsync(check, parts);
        Assert.True(result.Reconciled.Count > 0, result.Says);
        return result.Reconciled.Single(k => k.Key == key);
    }

    private static QueryAnswer Answer(IReadOnlyList<Part> parts) => new(
        [
            new("side", "STRING"), new("key_text", "STRING"), new("day", "INT64"), new("young", "BOOL"), new("hour_of_window", "INT64"), new("row_count", "INT64"), new("value_count", "INT64"),
            new("in_window", "STRING"), new("in_day", "STRING"), new("oldest", "TIMESTAMP"), new("newest", "TIMESTAMP"),
        ],
        [.. parts.Select(p => (IReadOnlyList<JsonNode?>)[p.Side, p.Key, $"{p.Day - 1}", p.Young ? "true" : "false", $"{(p.Day - 1) * 24}", $"{p.Rows}", $"{p.Values ?? p.Rows}", p.Amount, p.InDay ?? p.Amount, Micros(p.At), Micros(p.At)])],
        10,
        "job");

    private static JsonNode? Micros(Instant? at) => at is { } i ? $"{i.ToUnixTimeTicks() / 10}" : null;
}

/// <summary>One row of an answer: what a side holds for a key on a day of January.</summary>
internal sealed record Part(string Side, string? Key, int Day, string? Amount, long Rows = 1)
{
    public long? Values { get; init; }

    public string? InDay { get; init; }

    public bool Young { get; init; }

    public Instant? At { get; init; }

    public static Part Source(string? key, int day, string? amount) => new("source", key, day, amount, 1);

    public static Part Target(string? key, int day, string? amount) => new("target", key, day, amount, 1) { Values = amount is null ? 0 : 1 };
}
