using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>Nothing is green by accident: no row, no value, odd names, and a check that cannot be asked.</summary>
[Collection(TheTables.Name)]
public sealed class Rows_that_are_looked_at(LocalTables tables)
{
    private static readonly NotNull Null = new() { Name = "null", Says = "Everybody has one.", Relation = Visits.Table, Column = "client" };
    private static readonly Relationship Points = new() { Name = "points", Says = "There.", Relation = Visits.Table, Column = "client", To = Visits.Clients, ToColumn = "id" };
    private static readonly RowCountParity Parity = new() { Name = "parity", Says = "As many.", Relation = Visits.Table, Other = Visits.Clients };

    [Fact]
    public async Task Are_missed_in_an_empty_table()
    {
        await tables.FillAsync(Visits.Table);
        await tables.FillAsync(Visits.Clients);
        Assert.Equal(
            [
                "There is no row to look at in mart.visits: nothing is known to hold.",
                "There is no value to look at in 'client' of mart.visits: nothing is known to hold.",
                "mart.visits has 0 rows, 1 fewer than 1.",
                "There is no row to look at in mart.visits and in mart.clients: nothing is known to hold.",
                "There is no row to look at in mart.visits, which is allowed.",
            ],
            (await tables.RunAsync(Null, Points, new RowCount { Name = "count", Says = "", Relation = Visits.Table }, Parity, Null with { Name = "allowed", AllowEmpty = true })).Select(r => r.Says));
    }

    [Fact]
    public async Task Are_missed_in_a_column_of_nothing_but_NULL()
    {
        await tables.FillAsync(Visits.Table, "(1, NULL, NULL, NULL, NULL, NULL)", "(2, NULL, NULL, NULL, NULL, NULL)");
        await tables.FillAsync(Visits.Clients, Visits.GoodClients);
        var results = await tables.RunAsync(
            Points,
            new Unique { Name = "key", Says = "", Relation = Visits.Table, Key = ["client", "day"] },
            new Unique { Name = "nulls", Says = "", Relation = Visits.Table, Key = ["client"], NullsAreEqual = true },
            new InRange { Name = "range", Says = "", Relation = Visits.Table, Column = "amount", Min = "0", AllowEmpty = true });
        Assert.Equal(
            [
                "There is no value to look at in 'client' of mart.visits: nothing is known to hold.",
                "There is no key to look at in 'client', 'day' of mart.visits: nothing is known to hold.",
                "A key that another row has already (client) in 1 of 2 rows of mart.visits.",
                "There is no value to look at in 'amount' of mart.visits, which is allowed.",
            ],
            results.Select(r => r.Says));
        Assert.Equal([true, true, true, false], results.Select(r => r.Outcome == CheckOutcome.Fails));
    }

    [Fact]
    public async Task Are_those_of_the_condition()
    {
        await tables.FillAsync(Visits.Table, [.. Visits.Good, "(4, NULL, 'app', 1, 1, DATE '2025-10-22')"]);
        var results = await tables.RunAsync(Null with { Where = "day <= @today -- what comes later\n  AND TRUE" }, Null with { Name = "none", Where = "channel = 'tv'" });
        Assert.Equal(CheckOutcome.Holds, results[0].Outcome);
        Assert.Equal("There is no row to look at in mart.visits where channel = 'tv': nothing is known to hold.", results[1].Says);
    }

    [Theory]
    [InlineData(2, 0, null, CheckOutcome.Holds, null, "No value in 'client' in 2 of 10 rows of mart.visits: tolerated, up to 2.")]
    [InlineData(0, 0.2, null, CheckOutcome.Holds, null, "No value in 'client' in 2 of 10 rows of mart.visits: tolerated, up to 20 %.")]
    [InlineData(1, 0.15, null, CheckOutcome.Fails, Severity.Error, "No value in 'client' in 2 of 10 rows of mart.visits: more than the 1 or 15 % that is tolerated.")]
    [InlineData(3, 0, 1, CheckOutcome.Fails, Severity.Warning, "No value in 'client' in 2 of 10 rows of mart.visits: tolerated up to 3, but more than 1 is a warning.")]
    [InlineData(3, 0, 2, CheckOutcome.Holds, null, "No value in 'client' in 2 of 10 rows of mart.visits: tolerated, up to 3.")]
    [InlineData(0, 0, null, CheckOutcome.Fails, Severity.Error, "No value in 'client' in 2 of 10 rows of mart.visits.")]
    public async Task May_offend_as_far_as_it_is_tolerated(int absolute, double share, int? warn, CheckOutcome outcome, Severity? severity, string says)
    {
        await tables.FillAsync(Visits.Table, Enumerable.Range(0, 10).Select(i => $"({i}, {(i < 2 ? "NULL" : "1")}, NULL, NULL, NULL, NULL)"));
        var result = await tables.ResultAsync(Null with { Tolerated = new(absolute, (decimal)share), WarnAbove = warn is { } level ? new(level) : null });
        Assert.Equal((outcome, severity, says), (result.Outcome, result.Finding?.Severity, result.Says));
    }

    [Theory]
    [InlineData("select")]
    [InlineData("two words")]
    [InlineData("größe")]
    [InlineData("it-is:odd")]
    [InlineData("order by-1")]
    public async Task May_have_odd_names(string column)
    {
        var table = new Table { Dataset = Example.Mart, Name = "order by-1", Columns = [new(column, "STRING"), new("id", "INT64")] };
        await tables.FillAsync(table, "('a', 1)", "('a', NULL)", "(NULL, 3)");
        Check[] checks =
        [
            new NotNull { Name = "null", Says = "", Relation = table, Column = column },
            new Unique { Name = "key", Says = "", Relation = table, Key = [column] },
            new Unique { Name = "keys", Says = "", Relation = table, Key = [column, "id"], NullsAreEqual = true },
            new AcceptedValues { Name = "values", Says = "", Relation = table, Column = column, Values = ["it's", "`", "\\"] },
            new Relationship { Name = "points", Says = "", Relation = table, Column = column, To = table, ToColumn = column },
        ];
        Assert.Equal([1L, 1, 0, 2, 0], (await tables.RunAsync(checks)).Select(r => r.Outcome == CheckOutcome.Unknown ? throw new InvalidOperationException(r.Says) : r.Offences));
    }

    [Fact]
    public async Task Are_still_looked_at_when_another_check_of_theirs_cannot_be_asked()
    {
        await tables.RunAsync("CREATE OR REPLACE TABLE `my-project.mart.visits` AS SELECT 1 AS id, 10 AS client");
        var results = await tables.RunAsync(Null, Null with { Name = "gone", Column = "amount" }, Null with { Name = "id", Column = "id" });
        Assert.Equal([CheckOutcome.Holds, CheckOutcome.Unknown, CheckOutcome.Holds], results.Select(r => r.Outcome));
        Assert.Contains("amount", results[1].Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_read_once_however_many_checks_ask()
    {
        await tables.FillAsync(Visits.Table, Visits.Good);
        await tables.FillAsync(Visits.Clients, Visits.GoodClients);
        var before = tables.Asked;
        var results = await tables.RunAsync(
            Null, Points, Parity, Parity with { Name = "other", Where = "id > 0" },
            new Unique { Name = "key", Says = "", Relation = Visits.Table, Key = ["client", "id"] },
            new InRange { Name = "range", Says = "", Relation = Visits.Table, Column = "client", Min = "1" },
            new RowCount { Name = "count", Says = "", Relation = Visits.Table });
        Assert.All(results, r => Assert.True(r.Outcome == CheckOutcome.Holds, r.Says));
        Assert.Equal(2, tables.Asked - before); // One scan of visits, one of the counts that are compared.
        Assert.Equal(3 * (8 + 8) + 2 * 8 + 8, results.First(r => r.Check == Null).BytesProcessed); // client and id of three visits, id of three clients.
    }
}
