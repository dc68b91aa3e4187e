using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

public sealed class A_check_of_rows_for_a_date
{
    [Fact]
    public async Task Holds_when_each_relation_has_a_row()
    {
        var result = await Example.ResultOf(Example.Rows(), Answer(("mart.leads", 1, "2025-10-20"), ("mart.sales", 57, "2025-10-20")));
        Assert.Equal("All 2 relations have rows for 2025-10-20 in America/Phoenix: mart.leads 1, mart.sales 57.", result.Says);
        Assert.Null(result.Finding);
    }

    [Fact]
    public async Task Fails_when_one_relation_lacks_the_date_however_many_rows_another_has()
    {
        var result = await Example.ResultOf(Example.Rows(), Answer(("mart.leads", 0, "2025-10-19"), ("mart.sales", 57, "2025-10-20")));
        Assert.Equal("No row for 2025-10-20 in America/Phoenix in mart.leads (latest 2025-10-19): 1 of 2 relations lack the date.", result.Finding!.Message);
        Assert.Equal("CHECK004", result.Finding.Code);
    }

    [Fact]
    public async Task Fails_on_empty_relations()
    {
        var result = await Example.ResultOf(Example.Rows(), Answer(("mart.leads", 0, null), ("mart.sales", 0, null)));
        Assert.Equal(2, result.Offences);
        Assert.Contains("mart.leads (none in the 30 days before either)", result.Finding!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_unknown_when_a_relation_is_not_in_the_answer() =>
        Assert.Equal(CheckOutcome.Unknown, (await Example.ResultOf(Example.Rows(), Answer(("mart.leads", 3, "2025-10-20")))).Outcome);

    [Theory]
    [InlineData("America/Phoenix", "2025-10-21T06:59:00Z", "2025-10-19")] // 23:59 on the 20th
    [InlineData("America/Phoenix", "2025-10-21T07:00:00Z", "2025-10-20")] // midnight
    [InlineData("UTC", "2025-10-21T06:59:00Z", "2025-10-20")]
    [InlineData("America/New_York", "2026-03-08T04:59:00Z", "2026-03-06")] // 23:59 on the 7th, standard time
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-09T03:59:00Z", "2026-03-07")] // the 8th has 23 hours
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-08")]
    public void Takes_yesterday_in_the_zone_of_the_pipeline(string zone, string now, string expected)
    {
        var scan = Assert.Single(CheckCompiler.Compile(Example.Pipeline(zone), [Example.Rows()], InstantPattern.ExtendedIso.Parse(now).Value));
        Assert.Equal(expected, scan.Query.Parameters.Single(p => p.Name == "date").Value);
    }

    private static QueryAnswer Answer(params IReadOnlyList<(string Relation, int Rows, string? Latest)> rows) => new(
        [new("relation", "STRING"), new("matching", "INT64"), new("latest", "DATE")],
        [.. rows.Select(r => (IReadOnlyList<JsonNode?>)[r.Relation, r.Rows.ToString(), r.Latest])],
        99,
        "job_2");
}

public sealed class A_check_with_its_own_SQL
{
    [Fact]
    public async Task Holds_without_rows() => Assert.Equal("No amount is negative. No row offends.", (await Example.ResultOf(Example.Sql, Answer(0))).Says);

    [Fact]
    public async Task Shows_the_first_ten_offending_rows_and_counts_all()
    {
        var result = await Example.ResultOf(Example.Sql, Answer(12));
        Assert.Equal("12 rows offend against: No amount is negative.", result.Finding!.Message);
        Assert.Equal((12, 10, "CHECK005"), (result.Offences, result.Finding.Rows.Count, result.Finding.Code));
        Assert.Equal("2025-10-21T18:00:00Z", result.Finding.Rows[0]["seen"]);
        Assert.Equal("-1", result.Finding.Rows[0]["amount"]);
    }

    [Fact]
    public void Is_moved_to_the_project_that_is_checked()
    {
        var scan = Assert.Single(CheckCompiler.Compile(Example.Pipeline(), [Example.Sql], Example.Now, "my-project-dev"));
        Assert.Contains("`my-project-dev.mart.sales`", scan.Query.Sql, StringComparison.Ordinal);
        Assert.Equal([("now", "2025-10-21 18:00:00.000000+00:00"), ("today", "2025-10-21")], scan.Query.Parameters.Select(p => (p.Name, p.Value!)));
    }

    [Fact]
    public void Is_refused_when_its_file_is_missing() =>
        Assert.Contains("sql/mart/leads.no-negative.check.sql is missing", Assert.Throws<ArgumentException>(
            () => CheckCompiler.Compile(Example.Pipeline(), [Example.Sql with { Relation = Example.Leads }], Example.Now)).Message, StringComparison.Ordinal);

    private static QueryAnswer Answer(int rows) => new(
        [new("seen", "TIMESTAMP"), new("amount", "NUMERIC")],
        [.. Enumerable.Range(1, rows).Select(i => (IReadOnlyList<JsonNode?>)[(Example.Now.ToUnixTimeTicks() / 10).ToString(), $"-{i}"])],
        5,
        "job_3");
}
