using System.Text.RegularExpressions;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>A kind of check is shipped when it has been seen to fail: on a table where it holds, a planted defect makes it fail.</summary>
[Collection(TheTables.Name)]
public sealed class Kinds_and_their_defects(LocalTables tables)
{
    private const string Uuid = "0190163d-8694-739b-aea5-966c26f8ad91";

    /// <summary>The kind, a check of it, its code, a row that offends, and how many offences that makes.</summary>
    private static readonly Planted[] All =
    [
        new(new NotNull { Name = "c", Says = "Everybody has one.", Relation = Visits.Table, Column = "client" }, "CHECK009", "(4, NULL, 'web', 1, 1, DATE '2025-10-21')"),
        new(new Unique { Name = "c", Says = "One each.", Relation = Visits.Table, Key = ["id"] }, "CHECK010", "(3, 10, 'app', 1, 1, DATE '2025-10-21')"),
        new(new Unique { Name = "c", Says = "One each.", Relation = Visits.Table, Key = ["client", "day"] }, "CHECK010", "(4, 11, 'web', 1, 1, DATE '2025-10-21')"),
        new(new Unique { Name = "c", Says = "One each.", Relation = Visits.Table, Key = ["id"], Approximate = true }, "CHECK010", "(3, 10, 'app', 1, 1, DATE '2025-10-21')"),
        new(new AcceptedValues { Name = "c", Says = "Known.", Relation = Visits.Table, Column = "channel", Values = ["web", "app"] }, "CHECK011", "(4, 10, 'Web', 1, 1, DATE '2025-10-21')"),
        new(new InRange { Name = "c", Says = "In range.", Relation = Visits.Table, Column = "amount", Min = "0", Max = "100", MaxExclusive = true }, "CHECK012", "(4, 10, 'web', 100, 1, DATE '2025-10-21')"),
        new(new InRange { Name = "c", Says = "In range.", Relation = Visits.Table, Column = "amount", Min = "0" }, "CHECK012", "(4, 10, 'web', CAST('NaN' AS FLOAT64), 1, DATE '2025-10-21')"),
        new(new InRange { Name = "c", Says = "In range.", Relation = Visits.Table, Column = "day", Max = "2025-10-21", Type = "DATE" }, "CHECK012", "(4, 10, 'web', 1, 1, DATE '2025-10-22')"),
        new(new MatchesPattern { Name = "c", Says = "Short.", Relation = Visits.Table, Column = "channel", Pattern = TextPattern.Of("web|app") }, "CHECK013", "(4, 10, 'webb', 1, 1, DATE '2025-10-21')"),
        new(new Relationship { Name = "c", Says = "There.", Relation = Visits.Table, Column = "client", To = Visits.Clients, ToColumn = "id" }, "CHECK014", "(4, 99, 'web', 1, 1, DATE '2025-10-21')"),
        new(new RowCount { Name = "c", Says = "Three.", Relation = Visits.Table, Max = 3 }, "CHECK015", "(4, 10, 'web', 1, 1, DATE '2025-10-21')"),
        new(new Expression { Name = "c", Says = "Paid.", Relation = Visits.Table, Predicate = "paid >= 0 -- a refund is none" }, "CHECK016", "(4, 10, 'web', 1, -1, DATE '2025-10-21')"),
        new(new Expression { Name = "c", Says = "NULL is no TRUE.", Relation = Visits.Table, Predicate = "paid >= 0" }, "CHECK016", "(4, 10, 'web', 1, NULL, DATE '2025-10-21')"),
        new(new RowCountParity { Name = "c", Says = "As many.", Relation = Visits.Table, Other = Visits.Clients }, "CHECK018", "(4, 10, 'web', 1, 1, DATE '2025-10-21')"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Hold_without_it_and_find_it(int number)
    {
        var (check, code, defect) = All[number];
        await tables.FillAsync(Visits.Clients, Visits.GoodClients);
        await tables.FillAsync(Visits.Table, Visits.Good);
        var good = await tables.ResultAsync(check);
        Assert.True(good.Outcome == CheckOutcome.Holds, good.Says);

        await tables.FillAsync(Visits.Table, [.. Visits.Good, defect]);
        var bad = await tables.ResultAsync(check);
        Assert.True(bad.Outcome == CheckOutcome.Fails, bad.Says);
        Assert.Equal((code, Severity.Error, 1), (bad.Finding!.Code, bad.Finding.Severity, bad.Offences));
        Assert.DoesNotContain("Could not", bad.Says, StringComparison.Ordinal);
        if (check is RowCheck) await Samples(check);
    }

    [Fact]
    public async Task Hold_for_a_schema_and_find_another_one()
    {
        await tables.FillAsync(Visits.Table, Visits.Good);
        var check = new SchemaIs { Name = "c", Says = "As readers know it.", Relation = Visits.Table, Columns = Visits.Table.Columns, AllowMore = false };
        Assert.Equal("mart.visits has the 6 columns that are expected.", (await tables.ResultAsync(check)).Says);

        await tables.RunAsync("CREATE OR REPLACE TABLE `my-project.mart.visits` AS SELECT 1 AS id, '10' AS client, 'web' AS channel, [1.5] AS amount, DATE '2025-10-20' AS day, 1 AS more");
        var result = await tables.ResultAsync(check);
        Assert.Equal("CHECK017", result.Finding!.Code);
        Assert.Equal(
            "mart.visits has other columns than are expected: client is STRING instead of INT64; amount is ARRAY<FLOAT64> instead of FLOAT64; paid is missing instead of NUMERIC; more is INT64 instead of no such column.",
            result.Says);
        Assert.Equal(("dry run", 0), (result.JobId, result.BytesProcessed));
    }

    [Theory]
    [InlineData("e-mail address", "a.b+c@mail.example.com", "user@localhost")]
    [InlineData("UUID", Uuid, "00000000-0000-0000-0000-000000000000")]
    [InlineData("gclid", "Cj0KCQjwiMmwBhDmARIsABeQ7xRJWGVfm8Tw5EtQbxSiM8dXrCjhqs0D0YBNs-JQ7k_C5D0bqGoOBdQaAvwBEALw_wcB", "Cj0KCQjwiMmwBhDm%20ARIsABeQ7xRJWGVfm8")]
    [InlineData("gbraid", "0AAAAADxBsAqDfV3kSgYb3yZ2c8aQ0gQpR", "{gbraid}")]
    [InlineData("wbraid", "CjwKCAjw-KipBhBtEhAAOGv6jPq2xVwWz9qLc3bT", "null")]
    [InlineData("fbclid", "IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk", "IwAR2F4-dbP0l7Mn1IawQQ&utm=1")]
    [InlineData("fbc", "fb.1.1554763741205.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk", "IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB")]
    [InlineData("fbp", "fb.1.1596403881668.1116446470", "fb.1.1596403881.1116446470")]
    [InlineData("msclkid", "4a5f2d3e1b7c4c8f9a0b1c2d3e4f5a6b", "4a5f2d3e-1b7c-4c8f-9a0b-1c2d3e4f5a6b")]
    public async Task Know_what_texts_look_like(string name, string good, string bad)
    {
        var check = new MatchesPattern { Name = "c", Says = "Looks right.", Relation = Visits.Clients, Column = "name", Pattern = TextPattern.Known.Single(p => p.Name == name) };
        await tables.FillAsync(Visits.Clients, $"(1, '{good}')", "(2, NULL)");
        Assert.Equal(CheckOutcome.Holds, (await tables.ResultAsync(check)).Outcome);
        await tables.FillAsync(Visits.Clients, $"(1, '{good}')", $"(2, '{bad}')");
        Assert.Equal($"A text in 'name' that is no {name} in 1 of 2 values of mart.clients.", (await tables.ResultAsync(check)).Says);
    }

    [Fact]
    public void Are_all_here()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Orchestrator.sln"))) folder = folder.Parent;
        var kinds = Directory.GetFiles(Path.Combine(folder.FullName, "infra", "Orchestrator.Model", "Checks", "Rules")).SelectMany(f => Regex.Matches(File.ReadAllText(f), @"public sealed record (?<name>\w+)").Select(m => m.Groups["name"].Value))
            .Where(name => typeof(Check).Assembly.GetType($"Orchestrator.Model.{name}") is { IsSealed: true } type && type.IsSubclassOf(typeof(Check)));
        Assert.Equal(kinds.Order(StringComparer.Ordinal), All.Select(p => p.Check.GetType().Name).Append(nameof(SchemaIs)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(TextPattern.Known.Count, TextPattern.Known.Select(p => p.Name).Distinct().Count());
    }

    private async Task Samples(Check check)
    {
        var scan = Assert.Single(CheckCompiler.Compile(Visits.Pipeline(check), [check], Example.Now, LocalTables.Project));
        var verdict = scan.Judge(check, new(await tables.QueryAsync(scan.Query, CancellationToken.None)));
        Assert.Equal(1, verdict.Offending);
        Assert.Single((await tables.QueryAsync(verdict.Samples!, CancellationToken.None)).Rows);
    }

    private sealed record Planted(Check Check, string Code, string Defect);
}
