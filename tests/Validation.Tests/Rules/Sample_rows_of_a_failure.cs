using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>Rows that offend, with the columns by which people know them; the sentence about them holds no value of the data.</summary>
[Collection(TheTables.Name)]
public sealed class Sample_rows_of_a_failure(LocalTables tables)
{
    private static readonly Unique Key = new() { Name = "key", Says = "One each.", Relation = Visits.Table, Key = ["id"] };
    private static readonly AcceptedValues Channel = new() { Name = "channel", Says = "Known.", Relation = Visits.Table, Column = "channel", Values = ["web"] };

    [Fact]
    public async Task Show_the_declared_key_and_what_the_check_is_about()
    {
        await tables.FillAsync(Visits.Table, [.. Visits.Good, "(4, 10, 'secret@example.com', 1, 1, NULL)"]);
        var (verdict, rows) = await Samples(Channel, Key);
        Assert.Equal(["id 2, channel app", "id 4, channel secret@example.com"], rows);
        Assert.DoesNotContain("secret", verdict.Says, StringComparison.Ordinal);
        Assert.Equal(
            "SELECT\n  `id`, `channel`\nFROM `my-project.mart.visits` AS checked_rows\nWHERE `channel` NOT IN UNNEST(@p0)\nORDER BY 1, 2\nLIMIT 10",
            verdict.Samples!.Sql);
    }

    [Fact]
    public async Task Show_repeated_keys_and_how_often()
    {
        await tables.FillAsync(Visits.Table, [.. Visits.Good, .. Visits.Good, "(2, 10, 'web', 1, 1, NULL)"]);
        var (verdict, rows) = await Samples(Key);
        Assert.Equal(4, verdict.Offending);
        Assert.Equal(["id 2, rows_with_this_key 3", "id 1, rows_with_this_key 2", "id 3, rows_with_this_key 2"], rows);
    }

    [Fact]
    public async Task Show_the_columns_that_a_predicate_names()
    {
        await tables.FillAsync(Visits.Table, [.. Visits.Good, "(4, 10, 'web', 1, NULL, DATE '2025-10-21')"]);
        var (_, rows) = await Samples(new Expression { Name = "paid", Says = "Paid.", Relation = Visits.Table, Predicate = "Paid >= 0 OR `day` > @today" });
        Assert.Equal(["id 4, paid , day 2025-10-21"], rows);
    }

    [Fact]
    public async Task Show_what_is_not_in_the_other_relation_under_a_condition()
    {
        await tables.FillAsync(Visits.Clients, Visits.GoodClients);
        await tables.FillAsync(Visits.Table, [.. Visits.Good, "(4, 98, 'web', 1, 1, NULL)", "(5, 99, 'app', 1, 1, NULL)"]);
        var (_, rows) = await Samples(new Relationship { Name = "points", Says = "There.", Relation = Visits.Table, Column = "client", To = Visits.Clients, ToColumn = "id", Where = "channel = 'app'" });
        Assert.Equal(["id 5, client 99"], rows);
    }

    [Fact]
    public async Task Show_ten_at_most()
    {
        await tables.FillAsync(Visits.Table, Enumerable.Range(0, 30).Select(i => $"({i}, 1, 'tv', 1, 1, NULL)"));
        var (verdict, rows) = await Samples(Channel);
        Assert.Equal((30L, 10), (verdict.Offending, rows.Count));
        Assert.Equal("id 0, channel tv", rows[0]);
    }

    private async Task<(Verdict Verdict, IReadOnlyList<string> Rows)> Samples(params IReadOnlyList<Check> checks)
    {
        var scan = Assert.Single(CheckCompiler.Compile(Visits.Pipeline(checks), checks, Example.Now, LocalTables.Project));
        var verdict = scan.Judge(checks[0], new(await tables.QueryAsync(scan.Query, CancellationToken.None)));
        var answer = await tables.QueryAsync(verdict.Samples!, CancellationToken.None);
        return (verdict, [.. new AnswerRows(answer).All.Select(r => string.Join(", ", r.Texts().Select(t => $"{t.Key} {t.Value}")))]);
    }
}
