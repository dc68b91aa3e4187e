using Orchestrator.Engine;

namespace Engine.Tests.Statements;

[Collection(TheEngine.Name)]
public sealed class Altered_tables(Engines engines)
{
    [Fact]
    public async Task Lose_a_column_keep_the_other_rows_and_take_new_ones()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.t (id INT64, name STRING, amount INT64)");
        await warehouse.Run("INSERT INTO d.t VALUES (1, 'a', 10)");
        await warehouse.Run("ALTER TABLE d.t DROP COLUMN name, ADD COLUMN note STRING, ALTER COLUMN amount SET DATA TYPE NUMERIC");
        Assert.Equal(["id INT64", "amount NUMERIC", "note STRING"], (await warehouse.Run("SELECT * FROM d.t")).Columns.Select(c => $"{c.Name} {c.Type}"));
        await warehouse.Run("INSERT INTO d.t VALUES (2, NUMERIC '1.5', 'b')");
        Assert.Equal(2L, (await warehouse.Run("SELECT COUNT(*) FROM d.t WHERE amount > 1")).Rows[0][0]);
    }

    [Theory]
    [InlineData("ALTER TABLE d.t DROP COLUMN nowhere", "Column not found: nowhere")]
    [InlineData("ALTER TABLE d.t ADD COLUMN id STRING", "already exists")]
    [InlineData("ALTER TABLE d.t ALTER COLUMN name SET DATA TYPE INT64", "is assignable")]
    public async Task Refuse_what_BigQuery_refuses(string statement, string message)
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.t (id INT64, name STRING)");
        var refused = await Assert.ThrowsAnyAsync<WarehouseException>(() => warehouse.Run(statement));
        Assert.Matches(message, refused.Message);
    }
}
