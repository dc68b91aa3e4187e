using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>One statement for all checks over time of a relation, which reads no more dates than they ask for.</summary>
public sealed class A_scan_over_time
{
    [Fact]
    public void Reads_only_the_union_of_the_dates_when_all_of_its_checks_are_dated()
    {
        var query = Query(Over.Volume(), Over.Volume() with { Name = "weekly", Against = new Baseline.SameWeekday(2) });
        Assert.Equal(
            """
            SELECT
              COUNTIF(`day` = @p0) AS a0,
              COUNTIF(`day` = @p1) AS a1,
              COUNTIF(`day` = @p2) AS a2,
              COUNTIF(`day` = @p3) AS a3
            FROM `my-project.mart.daily_leads` AS checked_rows
            WHERE (`day` = @p3)
              OR (`day` = @p2)
              OR (`day` BETWEEN @p1 AND @p0)
            """, query.Sql);
        Assert.Equal(["2025-10-20", "2025-10-19", "2025-10-13", "2025-10-06"], query.Parameters.Select(p => p.Value));
    }

    [Fact]
    public void Joins_dates_that_follow_each_other_and_whatever_is_open_to_the_end()
    {
        var query = Query(
            Over.Volume() with { Against = new Baseline.PreviousDates(40) },
            Over.Loaded() with { Time = RowTime.Event, Column = TimeColumn.Date("day"), LookBackDays = 20 },
            Over.Alive());
        Assert.EndsWith("\nWHERE `day` >= @p1", Renamed(query, "2025-09-10"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_instants_where_the_column_has_them()
    {
        var query = Query(Over.Volume() with { DateColumn = TimeColumn.Timestamp("happened"), Zone = "America/New_York" });
        Assert.EndsWith("WHERE `happened` >= @p2 AND `happened` < @p1", query.Sql, StringComparison.Ordinal);
        Assert.Equal(["2025-10-20 04:00:00.000000+00:00", "2025-10-21 04:00:00.000000+00:00", "2025-10-19 04:00:00.000000+00:00"], query.Parameters.Select(p => p.Value));
    }

    [Fact]
    public void Asks_each_thing_once_however_many_checks_ask_it()
    {
        var one = Query(Over.Volume());
        var two = Query(Over.Volume(), Over.Volume(drop: null, growth: 1) with { Name = "growth" });
        Assert.Equal(one.Sql, two.Sql);
        Assert.Equal(one.Parameters, two.Parameters);
    }

    [Fact]
    public void Quotes_what_is_named_and_carries_values_as_parameters_only()
    {
        var odd = Over.ByRegion("O'Brien") with { EntityColumn = "re`gion", Column = TimeColumn.Timestamp("loa ded") };
        var query = Query(odd, Over.Scores(new Statistic.ShareOf("it's")) with { Column = "sc`ore" });
        Assert.Contains(@"CAST(`re\`gion` AS STRING)", query.Sql, StringComparison.Ordinal);
        Assert.Contains("`loa ded` <= ", query.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("Brien", query.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("it's", query.Sql, StringComparison.Ordinal);
        Assert.Equal(query.Parameters.Count, query.Parameters.DistinctBy(p => p.Name).Count());
        Assert.All(query.Parameters, p => Assert.Contains($"@{p.Name}", query.Sql, StringComparison.Ordinal));
    }

    [Fact]
    public void Asks_the_metadata_of_a_dataset_once_for_all_its_tables()
    {
        var scan = Assert.Single(CheckCompiler.Compile(Example.Pipeline(), [Over.Visible(), Over.Visible() with { Name = "sales", Relation = Example.Sales }], Over.Now));
        Assert.Equal("SELECT table_id, last_modified_time\nFROM `my-project.mart.__TABLES__`\nWHERE table_id IN UNNEST(@tables)", scan.Query.Sql);
        Assert.Equal(["daily_leads", "sales"], Assert.Single(scan.Query.Parameters).Items);
    }

    private static string Renamed(Query query, string date) => query.Sql.Replace($"@{query.Parameters.Single(p => p.Value == date).Name}", "@p1", StringComparison.Ordinal);

    private static Query Query(params IReadOnlyList<Check> checks) => Assert.Single(CheckCompiler.Compile(Example.Pipeline(), checks, Over.Now)).Query;
}
