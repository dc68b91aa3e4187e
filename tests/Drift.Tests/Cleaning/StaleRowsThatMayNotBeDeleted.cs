using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests.Cleaning;

public sealed class StaleRowsThatMayNotBeDeleted
{
    private static readonly Table Budgets = new() { Dataset = new() { Id = new("karbon_data"), Layer = Layer.Raw }, Name = "BUDGET", Columns = [new("ID", "STRING"), new("sync_reporting_date", "DATE")] };

    private static readonly StaleRows Declared = new() { Table = Budgets, Rule = StaleRule.OlderThanLatest("sync_reporting_date"), Ceiling = 1_500_000, UsualRows = 37_000 };

    [Theory]
    [InlineData(37_304, 1_086_638, 1_086_638, null)]
    [InlineData(18_500, 1_086_638, 1_086_638, null)]
    [InlineData(18_499, 1_086_638, 1_086_638, "The newest snapshot has 18,499 rows, less than 18,500 (50 % of the usual 37,000): it may be incomplete.")]
    [InlineData(0, 1_086_638, 1_086_638, "The newest snapshot is empty: beside nothing, everything looks stale.")]
    [InlineData(37_304, 1_500_001, 1_500_001, "1,500,001 rows are stale, more than the ceiling of 1,500,000.")]
    [InlineData(37_304, 1_086_639, 1_086_638, "1,086,639 rows are stale, not the 1,086,638 that were expected: look again.")]
    public void Are_told_with_the_reason(long current, long stale, long expected, string? reason)
    {
        var refusals = CleaningRules.Refusals(Declared, new() { Total = current + stale, Current = current, Stale = stale, Unjudged = 0, Newest = "2025-08-13" }, expected);
        Assert.Equal(reason is null ? [] : [reason], refusals);
    }

    [Fact]
    public void Are_deleted_by_a_statement_that_counts_them_again()
    {
        var sql = new StaleStatements(Declared, "p").Delete(new() { Total = 5, Current = 2, Stale = 3, Unjudged = 0, Newest = "2025-08-13" }).Sql;
        Assert.Equal("DELETE FROM `p.karbon_data.BUDGET` AS t WHERE t.`sync_reporting_date` < '2025-08-13' AND (SELECT COUNT(*) FROM `p.karbon_data.BUDGET` AS t WHERE t.`sync_reporting_date` < '2025-08-13') = 3", sql);
    }

    [Fact]
    public void Are_kept_in_a_snapshot_that_expires_or_in_a_copy()
    {
        var statements = new StaleStatements(Declared, "p");
        var now = NodaTime.Instant.FromUtc(2025, 8, 14, 9, 30);
        Assert.Equal(
            "CREATE SNAPSHOT TABLE `p.karbon_data_backup.b` CLONE `p.karbon_data.BUDGET` OPTIONS(expiration_timestamp=TIMESTAMP '2025-09-13 09:30:00+00', description='karbon_data.BUDGET before stale rows were deleted')",
            statements.CreateBackup(TableId.Parse("karbon_data_backup.b"), BackupMethod.Snapshot, now).Sql);
        Assert.EndsWith("AS SELECT * FROM `p.karbon_data.BUDGET`", statements.CreateBackup(TableId.Parse("karbon_data_backup.b"), BackupMethod.Copy, now).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Have_a_checksum_that_adds_up_and_is_read_back()
    {
        var before = new TableContent(5, [10, 4_294_967_295]);
        var deleted = new TableContent(3, [7, 4_294_967_000]);
        Assert.Equal(before, before.Minus(deleted).Plus(deleted));
        Assert.Equal(before, TableContent.Parse(before.ToString()));
        Assert.NotEqual(before, before with { Sums = [10, 1] });
        Assert.Throws<FormatException>(() => TableContent.Parse("5"));
    }

    [Fact]
    public void Have_codes_that_are_in_the_document()
    {
        var document = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "findings.md"));
        Assert.All(CleaningFacts.All, fact => Assert.Contains($"| {fact.Code} | {fact.Title} |", document, StringComparison.Ordinal));
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Orchestrator.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
