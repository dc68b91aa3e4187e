namespace Orchestrator.Model.Tests;

public sealed class Rebuild_statement
{
    private const string Select = "SELECT id, day FROM `shop-1.raw.jobs` -- all of them\n;\n";

    [Fact]
    public void Of_the_whole_replaces_all_rows_in_one_merge() => Assert.Equal(
        """
        MERGE `shop-1.dim.dim_jobs`
        USING (
        SELECT id, day FROM `shop-1.raw.jobs`
        ) AS fresh
        ON FALSE
        WHEN NOT MATCHED BY SOURCE THEN DELETE
        WHEN NOT MATCHED THEN INSERT (`id`, `day`) VALUES (fresh.`id`, fresh.`day`)
        """,
        For(Materialization.RebuiltWhole));

    [Fact]
    public void Of_a_window_deletes_and_inserts_the_same_dates_in_the_business_zone() => Assert.Equal(
        """
        MERGE `shop-1.dim.dim_jobs` AS kept
        USING (
        SELECT * FROM (
        SELECT id, day FROM `shop-1.raw.jobs`
        ) AS rebuilt
        WHERE rebuilt.`day` >= DATE_SUB(CURRENT_DATE('America/Phoenix'), INTERVAL 7 DAY)
        ) AS fresh
        ON FALSE
        WHEN NOT MATCHED BY SOURCE AND kept.`day` >= DATE_SUB(CURRENT_DATE('America/Phoenix'), INTERVAL 7 DAY) THEN DELETE
        WHEN NOT MATCHED THEN INSERT (`id`, `day`) VALUES (fresh.`id`, fresh.`day`)
        """,
        For(Materialization.RebuiltWindow("day", 7)));

    [Fact]
    public void By_key_updates_known_keys_and_inserts_new_ones_null_keys_included() => Assert.Equal(
        """
        MERGE `shop-1.dim.dim_jobs` AS kept
        USING (
        SELECT id, day FROM `shop-1.raw.jobs`
        ) AS fresh
        ON kept.`id` IS NOT DISTINCT FROM fresh.`id`
        WHEN MATCHED THEN UPDATE SET `day` = fresh.`day`
        WHEN NOT MATCHED THEN INSERT (`id`, `day`) VALUES (fresh.`id`, fresh.`day`)
        """,
        For(Materialization.RebuiltByKey("id")));

    [Fact]
    public void By_all_columns_has_nothing_to_update() => Assert.DoesNotContain("UPDATE", For(Materialization.RebuiltByKey("ID", "day")), StringComparison.Ordinal);

    [Fact]
    public void Of_a_view_is_refused() => Assert.Contains("not rebuilt", Assert.Throws<ArgumentException>(() => For(Materialization.View)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("with`tick", "`with\\`tick`")]
    [InlineData("with\\slash", "`with\\\\slash`")]
    [InlineData("x; DROP TABLE y", "`x; DROP TABLE y`")]
    public void Names_are_quoted_whatever_they_contain(string name, string quoted) => Assert.Equal(quoted, SqlIdentifier.Quote(name));

    [Fact]
    public void Is_sent_to_BigQuery_as_GoogleSQL() => Assert.Equal(
        """{"configuration":{"query":{"query":"SELECT 'é' < \"x\"","useLegacySql":false}}}""", QueryJobBody.For("SELECT 'é' < \"x\""));

    private static string For(Materialization strategy) =>
        RebuildStatement.For(Example.DimJobs with { Strategy = strategy }, Select, Example.Dated, Example.Pipeline);
}
