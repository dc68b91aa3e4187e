using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>One work item on its way: minutes in a raw table and a view on it, hours as text in the report.</summary>
internal static class Hops
{
    public static readonly Dataset Data = new() { Id = new("data"), Layer = Layer.Raw };

    public static readonly Table Raw = new() { Dataset = Data, Name = "raw", Columns = [new("item", "STRING"), new("user", "STRING"), new("minutes", "INT64")] };

    public static readonly View Clean = new() { Dataset = Data, Name = "clean" };

    public static readonly View Report = new() { Dataset = Data, Name = "report" };

    public static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["data.raw"] = "item STRING, user STRING, minutes INT64",
        ["data.clean"] = "item STRING, user STRING, minutes INT64",
        ["data.report"] = "item STRING, user STRING, hours STRING, flag STRING",
    };

    public static readonly IReadOnlyList<string> Order = ["data.raw", "data.clean", "data.report"];

    public static readonly HopTrace Trace = new()
    {
        Name = "hop-by-hop",
        Says = "The item is right everywhere.",
        Hops = [Minutes(Raw, "a", "0"), Minutes(Raw, "b", "420"), Minutes(Clean, "a", "0"), Minutes(Clean, "b", "420"), Hours("a", "0", "false"), Hours("b", "7", "true")],
    };

    public static GoldenRecord Golden(string? user, string hours, string flag) => new()
    {
        Name = $"golden-{user ?? "nobody"}",
        Says = "The report is right.",
        Relation = Report,
        Key = [new("item", "X"), new("user", user)],
        Expected = [new("hours", hours), new("flag", flag)],
    };

    /// <summary>Every relation as it should be, with rows of another item beside the golden one.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Good() => new()
    {
        ["data.raw"] = ["('X', 'a', 0)", "('X', 'b', 420)", "('Y', 'b', 1)"],
        ["data.clean"] = ["('X', 'a', 0)", "('X', 'b', 420)", "('Y', 'b', 1)"],
        ["data.report"] = ["('X', 'a', '0', 'false')", "('X', 'b', '7', 'true')", "('Y', 'b', '1', 'true')"],
    };

    public static async Task<CheckResult> ResultOf(AnalyzerProcess process, ExpectedRows check, IReadOnlyDictionary<string, IReadOnlyList<string>> rows, Instant? now = null) =>
        Assert.Single(await CheckRunner.RunAsync(CheckCompiler.Compile(Example.Pipeline(), [check], now ?? Example.Now), new HopWarehouse(process, rows), CancellationToken.None));

    private static ExpectedRow Minutes(Relation relation, string user, string minutes) => new(relation, [new("item", "X"), new("user", user)], [new("minutes", minutes, "INT64")]);

    private static ExpectedRow Hours(string user, string hours, string flag) => new(Report, [new("item", "X"), new("user", user)], [new("hours", hours), new("flag", flag)]);
}
