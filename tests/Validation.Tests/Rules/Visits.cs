using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>A small mart: visits, the clients they point to, and short ways to check them.</summary>
internal static class Visits
{
    public static readonly Table Clients = new() { Dataset = Example.Mart, Name = "clients", Columns = [new("id", "INT64"), new("name", "STRING")] };

    public static readonly Table Table = new()
    {
        Dataset = Example.Mart,
        Name = "visits",
        Columns = [new("id", "INT64"), new("client", "INT64"), new("channel", "STRING"), new("amount", "FLOAT64"), new("paid", "NUMERIC"), new("day", "DATE")],
    };

    /// <summary>Rows that every shipped kind of check is content with.</summary>
    public static readonly string[] Good =
    [
        "(1, 10, 'web', 1.5, 2, DATE '2025-10-20')",
        "(2, 10, 'app', 0, 0, DATE '2025-10-21')",
        "(3, 11, 'web', 99, 12.5, DATE '2025-10-21')",
    ];

    public static readonly string[] GoodClients = ["(10, 'a')", "(11, 'b')", "(12, NULL)"];

    public static Pipeline Pipeline(params IReadOnlyList<Check> checks) => Example.Pipeline() with { Relations = [Clients, Table], Datasets = [Example.Mart], Checks = checks };

    /// <summary>Runs checks together, as the product does.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(this LocalTables tables, params IReadOnlyList<Check> checks)
    {
        var results = await CheckRunner.RunAsync(CheckCompiler.Compile(Pipeline(checks), checks, Example.Now, LocalTables.Project), tables, CancellationToken.None);
        return [.. checks.Select(c => results.Single(r => ReferenceEquals(r.Check, c)))];
    }

    public static async Task<CheckResult> ResultAsync(this LocalTables tables, Check check) => (await tables.RunAsync(check))[0];
}
