using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Rules;

/// <summary>What docs/checks.md shows is what is asked.</summary>
public sealed class The_page_of_checks
{
    private static readonly Check[] Shown =
    [
        new NotNull { Name = "visits-have-a-client", Says = "Every visit has a client.", Relation = Visits.Table, Column = "client" },
        new Unique { Name = "one-row-per-visit", Says = "A visit is there once.", Relation = Visits.Table, Key = ["id"] },
        new Unique { Name = "one-visit-a-day", Says = "A client visits once a day.", Relation = Visits.Table, Key = ["client", "day"], Where = "channel = 'web'" },
        new AcceptedValues { Name = "known-channels", Says = "Channels are known.", Relation = Visits.Table, Column = "channel", Values = ["web", "app"] },
        new InRange { Name = "amounts", Says = "Amounts are sensible.", Relation = Visits.Table, Column = "amount", Min = "0", Max = "10000", MaxExclusive = true },
        new Relationship { Name = "clients-exist", Says = "Clients exist.", Relation = Visits.Table, Column = "client", To = Visits.Clients, ToColumn = "id" },
        new Expression { Name = "paid-is-no-more", Says = "Nobody pays more than the amount.", Relation = Visits.Table, Predicate = "paid <= amount" },
        new RowCount { Name = "visits-of-today", Says = "There are visits today.", Relation = Visits.Table, Where = "day = @today", Min = 100 },
    ];

    [Fact]
    public void Shows_the_scan_of_its_examples() =>
        Assert.Contains(Assert.Single(CheckCompiler.Compile(Visits.Pipeline(Shown), Shown, Example.Now)).Query.Sql, Page(), StringComparison.Ordinal);

    [Fact]
    public void Shows_how_partitions_are_left_out()
    {
        Check[] checks = [.. Shown.Take(2).Select(c => (RelationCheck)c with { Where = "day >= DATE_SUB(@today, INTERVAL 7 DAY)" })];
        Assert.EndsWith("\nWHERE (day >= DATE_SUB(@today, INTERVAL 7 DAY))", Assert.Single(CheckCompiler.Compile(Visits.Pipeline(checks), checks, Example.Now)).Query.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("\nWHERE", Assert.Single(CheckCompiler.Compile(Visits.Pipeline(checks), [checks[0], Shown[1]], Example.Now)).Query.Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_every_known_pattern() => Assert.All(TextPattern.Known, p => Assert.Contains($"| {p.Name} |", Page(), StringComparison.Ordinal));

    internal static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Orchestrator.sln"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "checks.md"));
    }
}
