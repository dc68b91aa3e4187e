using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

public sealed class Rows_that_arrive_late
{
    private static readonly Table Sold = Example.Sales with { Columns = [new("sold_on", "TIMESTAMP"), new("amount", "NUMERIC"), new("changed_on", "DATETIME")] };

    private static readonly HttpJob Job = new()
    {
        Name = "sync-sales",
        Schedule = new("0 2 * * *", "America/Phoenix"),
        Uri = new("https://ingest.example.com/sales"),
        Writes = [Sold],
        LookBack = Period.FromDays(7),
    };

    // Rows by days of lateness, the window, the 99th percentile and the verdict.
    public static TheoryData<Dictionary<int, long>, int?, int, LookBackVerdict, string> Cases => new()
    {
        { new() { [0] = 99, [30] = 1 }, 7, 0, LookBackVerdict.Enough, "99 of 100 rows arrive within 0 days, the latest after 30 (100 rows); job/sync-sales loads 7 days again, 1 rows were later." },
        { new() { [0] = 98, [30] = 2 }, 7, 30, LookBackVerdict.Short, "job/sync-sales loads 7 days again: 2 rows were later" },
        { new() { [0] = 980, [6] = 20 }, 7, 6, LookBackVerdict.Enough, "within 6 days, the latest after 6 (1,000 rows); job/sync-sales loads 7 days again." },
        { new() { [0] = 999, [7] = 1 }, 7, 0, LookBackVerdict.Cut, "1 rows came on the last of them and none later" },
        { new() { [0] = 5, [179] = 5 }, 180, 179, LookBackVerdict.Enough, "within 179 days" },
        { new() { [0] = 5, [179] = 5 }, 7, 179, LookBackVerdict.Short, "5 rows were later" },
        { new() { [-3] = 100 }, 7, 0, LookBackVerdict.Enough, "the latest after 0" },
        { [], 7, 0, LookBackVerdict.Unknown, "No row arrived" },
        { new() { [4] = 1 }, null, 4, LookBackVerdict.Unknown, "no running job says how far back" },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Are_judged_by_the_exact_percentile(Dictionary<int, long> rows, int? window, int p99, LookBackVerdict verdict, string says)
    {
        var lateness = Lateness.Of(Sold, window is { } days ? (Job, days) : null, rows);
        Assert.Equal((p99, verdict), (lateness.P99, lateness.Verdict));
        Assert.Contains(says, lateness.Says, StringComparison.Ordinal);
        Assert.Equal(verdict switch { LookBackVerdict.Short => "ADVICE004", LookBackVerdict.Cut => "ADVICE005", _ => null }, AdviceFindings.Of(lateness)?.Code);
    }

    [Fact]
    public async Task Are_counted_by_a_query_that_GoogleSQL_accepts_for_every_type_of_column()
    {
        await using var analyzer = GoogleSqlAnalyzer.Create();
        var query = LatenessScan.Query(Sold, new("sold_on", "changed_on"), "my-project", "America/Phoenix", Example.Now);
        Assert.Equal(["first 2025-07-23", "today 2025-10-21", "zone America/Phoenix"], query.Parameters.Select(p => $"{p.Name} {p.Value}").Order());
        var literals = query.Parameters.ToDictionary(p => p.Name, p => p.Type == "DATE" ? $"DATE '{p.Value}'" : $"'{p.Value}'");
        var analysis = await analyzer.AnalyzeAsync(LiteralSql.Replace(query.Sql, literals).Text, [new SqlTable("my-project", Sold.Id, Sold.Columns)], "my-project", CancellationToken.None);
        Assert.Null(analysis.Error);
        Assert.Equal(["days INT64", "arrived INT64"], analysis.Columns.Select(c => $"{c.Name} {c.Type}"));
    }

    [Fact]
    public void Ask_for_columns_that_hold_times()
    {
        var codes = DeclarationDiagnostics.Find(Example.Pipeline() with { Relations = [Sold with { Arrival = new("sold_day", "amount") }] }).Where(d => d.Code == "ORC2501").Select(d => d.Message);
        Assert.Equal(["Its lateness is told by 'amount', which is NUMERIC.", "Its lateness is told by 'sold_day', which is not one of its columns."], codes.Order());
    }
}
