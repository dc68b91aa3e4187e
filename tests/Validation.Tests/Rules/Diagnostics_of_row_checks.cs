using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Validation.Tests.Rules;

/// <summary>A check that cannot find anything, or cannot be asked, is told before any query runs, in one sentence.</summary>
[Collection(TheTables.Name)]
public sealed class Diagnostics_of_row_checks(LocalTables tables)
{
    private static readonly Table Odd = new()
    {
        Dataset = Example.Mart,
        Name = "odd",
        Columns = [new("tags", "STRING", ColumnMode.Repeated), new("place", "STRUCT", Fields: [new("city", "STRING")]), new("id", "STRING"), new("weight", "FLOAT64"), new("at", "TIMESTAMP")],
    };

    private static readonly View Recent = new() { Dataset = Example.Mart, Name = "recent" };

    public static TheoryData<string, Check, string> Mistakes => new()
    {
        { "ORC1401", Null("clent"), "mart.visits has no column 'clent'." },
        { "ORC1401", Null("tags", Odd), "Column 'tags' of mart.odd is a list (REPEATED), which is never NULL and has no one value." },
        { "ORC1401", Null("amount", Recent), "mart.recent has no column 'amount'." },
        { "ORC1401", Key("place"), "Column 'place' of mart.odd is STRUCT, which BigQuery does not compare." },
        { "ORC1401", Key("id", "weight"), "Column 'weight' of mart.odd is FLOAT64, which is no part of a key: equal numbers have several texts." },
        { "ORC1402", Key(), "Its key has no column." },
        { "ORC1402", Key("id", "ID"), "Its key names a column twice." },
        { "ORC1401", Accepted("client"), "Column 'client' of mart.visits is INT64, not STRING." },
        { "ORC2104", Accepted("channel") with { Values = [] }, "Its list of values is empty." },
        { "ORC2104", Accepted("client") with { Type = "INT64" }, "'web' is no INT64." },
        { "ORC2104", Accepted("amount") with { Type = "FLOAT64" }, "Values of type FLOAT64 are not compared." },
        { "ORC2103", Range("paid", "2", "1"), "Nothing lies in the range from 2 to 1." },
        { "ORC2103", Range("paid", "1", "1.0") with { MaxExclusive = true }, "Nothing lies in the range from 1 to below 1.0." },
        { "ORC2103", Range("paid", null, null), "It has no limit." },
        { "ORC2103", Range("paid", "NaN", null), "'NaN' is no NUMERIC." },
        { "ORC2103", Range("day", "2025-13-01", null) with { Type = "DATE" }, "'2025-13-01' is no DATE." },
        { "ORC1401", Range("day", "1", null), "Column 'day' of mart.visits is DATE, not NUMERIC." },
        { "ORC1401", new MatchesPattern { Name = "c", Says = "", Relation = Visits.Table, Column = "id", Pattern = TextPattern.Uuid }, "Column 'id' of mart.visits is INT64, not STRING." },
        { "ORC2102", Pattern("(?=web)"), "(?=web): RE2 has no '(?=': it looks neither ahead nor behind, keeps no atomic groups, and names groups as (?P<name>...) at 1." },
        { "ORC2105", Points("channel", Visits.Clients, "id"), "'channel' of mart.visits is STRING, 'id' of mart.clients is INT64." },
        { "ORC1401", Points("client", Visits.Clients, "key"), "mart.clients has no column 'key'." },
        { "ORC1402", new RowCount { Name = "c", Says = "", Relation = Visits.Table, Min = 5, Max = 4 }, "No number of rows lies from 5 to 4." },
        { "ORC1402", new SchemaIs { Name = "c", Says = "", Relation = Visits.Table, Columns = [] }, "It expects no column." },
        { "ORC1402", new RowCountParity { Name = "c", Says = "", Relation = Visits.Table, Other = Visits.Table }, "It compares mart.visits with itself." },
        { "ORC2106", Null("client") with { Tolerated = new(-1) }, "-1 rows or a share of 0 cannot be tolerated." },
        { "ORC2106", Null("client") with { Tolerated = new(0, 1.5m) }, "0 rows or a share of 1.5 cannot be tolerated." },
        { "ORC2106", Null("client") with { WarnAbove = new(2), Tolerated = new(2) }, "What is above WarnAbove is an error already, so it never warns." },
        { "ORC2101", Null("client") with { Where = "chanel = 'web'" }, "Where (mart.visits): Unrecognized name: chanel; Did you mean channel? [1:1]" },
        { "ORC2101", Null("client") with { Where = "@now > id" }, "Where (mart.visits): No matching signature for operator > for argument types: TIMESTAMP, INT64." },
        { "ORC2101", Null("client") with { Where = "amount +" }, "Where (mart.visits): Syntax error: Unexpected \")\"" },
        { "ORC2101", Null("client") with { Where = "id" }, "Where (mart.visits): WHERE clause should " },
        { "ORC2101", Null("client") with { Where = "id > 1) OR (TRUE" }, "Where (mart.visits): it closes a bracket that it does not open, or leaves one open." },
        { "ORC2101", Satisfy("SUM(amount) > 1"), "Predicate (mart.visits): Aggregate function SUM not allowed in WHERE clause [1:1]" },
        { "ORC2101", new RowCountParity { Name = "c", Says = "", Relation = Visits.Table, Other = Visits.Clients, OtherWhere = "amount > 1" }, "OtherWhere (mart.clients): Unrecognized name: amount [1:1]" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Say_what_is_wrong(string code, Check check, string says)
    {
        var diagnostic = Assert.Single(await Diagnostics(check));
        Assert.Equal((code, "check/c"), (diagnostic.Code, diagnostic.Subject));
        Assert.StartsWith(says, diagnostic.Message, StringComparison.Ordinal);
        Assert.NotEmpty(diagnostic.Remedy);
    }

    [Fact]
    public async Task Are_silent_when_nothing_is_wrong() => Assert.Empty(await Diagnostics(
        Null("client") with { Name = "a", Where = "day <= @today -- later ones are not loaded", Tolerated = new(5, 0.1m), WarnAbove = new(1) },
        Range("amount", "-1.5e3", null) with { Name = "b" }, Range("at", "2025-01-01 00:00:00+00", "2025-12-31 23:59:59+00", Odd) with { Name = "c", Type = "TIMESTAMP" },
        Null("id", Recent) with { Name = "d" }, Satisfy("id > 0") with { Name = "e", Relation = Recent }, Pattern("") with { Name = "f" },
        Key("weight") with { Name = "g" }, Points("client", Visits.Table, "id") with { Name = "h" }));

    private static NotNull Null(string column, Relation? relation = null) => new() { Name = "c", Says = "", Relation = relation ?? Visits.Table, Column = column };

    private static Unique Key(params string[] key) => new() { Name = "c", Says = "", Relation = Odd, Key = key };

    private static AcceptedValues Accepted(string column) => new() { Name = "c", Says = "", Relation = Visits.Table, Column = column, Values = ["web"] };

    private static InRange Range(string column, string? min, string? max, Relation? relation = null) => new() { Name = "c", Says = "", Relation = relation ?? Visits.Table, Column = column, Min = min, Max = max };

    private static MatchesPattern Pattern(string re2) => new() { Name = "c", Says = "", Relation = Visits.Table, Column = "channel", Pattern = TextPattern.Of(re2) };

    private static Relationship Points(string column, Relation to, string toColumn) => new() { Name = "c", Says = "", Relation = Visits.Table, Column = column, To = to, ToColumn = toColumn };

    private static Expression Satisfy(string predicate) => new() { Name = "c", Says = "", Relation = Visits.Table, Predicate = predicate };

    private async Task<IReadOnlyList<Diagnostic>> Diagnostics(params IReadOnlyList<Check> checks)
    {
        var pipeline = Visits.Pipeline(checks) with
        {
            Relations = [Visits.Table, Visits.Clients, Odd, Recent],
            SqlFiles = new Dictionary<string, string> { ["mart/recent.sql"] = "SELECT id, channel FROM `my-project.mart.visits`" },
        };
        var analyzed = await PipelineAnalysis.AnalyzeAsync(pipeline, new GoogleSqlAnalyzer(tables.Analyzer), CancellationToken.None);
        return [.. analyzed.Diagnostics.Where(d => d.Subject.StartsWith("check/", StringComparison.Ordinal))];
    }
}
