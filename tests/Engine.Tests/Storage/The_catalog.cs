using Orchestrator.Engine;
using Orchestrator.Model;

namespace Engine.Tests.Storage;

[Collection(TheEngine.Name)]
public sealed class The_catalog(Engines engines)
{
    private static TableEntry Table(string name, params Column[] columns) => new() { Project = At.Project, TableId = At.Table(name).Id, Columns = columns };

    [Fact]
    public async Task Tells_names_apart_by_case()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(Table("T", new Column("id", "INT64")));
        await warehouse.Catalog.CreateTableAsync(Table("t", new Column("name", "STRING")));
        Assert.Equal(["T", "t"], warehouse.Catalog.ListTables(At.Project, At.Dataset).Select(t => t.TableId.Name));
        Assert.Equal("name", Assert.Single((await warehouse.Run("SELECT * FROM d.t")).Columns).Name);
    }

    [Fact]
    public async Task Says_what_is_missing_and_what_exists_already()
    {
        await using var warehouse = await engines.OpenAsync();
        var other = new DatasetId("other");
        Assert.Equal("Not found: Dataset kpi-auto-471020:other", Assert.Throws<NotFoundException>(() => warehouse.Catalog.GetDataset(At.Project, other)).Message);
        Assert.Equal("Not found: Table kpi-auto-471020:d.t", (await Assert.ThrowsAsync<NotFoundException>(() => warehouse.Catalog.GetTableAsync(At.Table("t")))).Message);
        await Assert.ThrowsAsync<DuplicateException>(() => warehouse.Catalog.CreateDatasetAsync(new() { Project = At.Project, DatasetId = At.Dataset }));
        await warehouse.Catalog.CreateTableAsync(Table("t", new Column("id", "INT64")));
        Assert.Equal("Already Exists: Table kpi-auto-471020:d.t", (await Assert.ThrowsAsync<DuplicateException>(() => warehouse.Catalog.CreateTableAsync(Table("t")))).Message);
        Assert.Equal("resourceInUse", (await Assert.ThrowsAsync<InvalidException>(() => warehouse.Catalog.DeleteDatasetAsync(At.Project, At.Dataset))).Reason);
        await warehouse.Catalog.DeleteDatasetAsync(At.Project, At.Dataset, deleteContents: true);
        Assert.Empty(warehouse.Catalog.ListDatasets(At.Project));
    }

    [Fact]
    public async Task Adds_columns_and_fields_to_a_table_with_rows_and_refuses_to_change_types()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(Table("t", new Column("id", "INT64", ColumnMode.Required), new Column("s", "STRUCT", Fields: [new("a", "INT64")])));
        await warehouse.InsertRowsAsync(At.Table("t"), [At.Json("""{"id":1,"s":{"a":2}}""")]);
        Column[] wider = [new("id", "INT64"), new("s", "STRUCT", Fields: [new("a", "INT64"), new("b", "STRING")]), new("tags", "STRING", ColumnMode.Repeated)];
        await warehouse.Catalog.UpdateTableAsync(At.Table("t"), t => t with { Columns = wider });
        await warehouse.InsertRowsAsync(At.Table("t"), [At.Json("""{"s":{"a":3,"b":"x"},"tags":["q"]}""")]);
        var rows = await warehouse.Rows("SELECT id, s, tags, ARRAY_LENGTH(tags) FROM d.t ORDER BY id DESC");
        Assert.Equal([1L, new object?[] { 2L, null }, Array.Empty<object?>(), 0L], rows[0]);
        Assert.Equal([null, new object?[] { 3L, "x" }, new object?[] { "q" }, 1L], rows[1]);

        var error = await Assert.ThrowsAsync<InvalidException>(() => warehouse.Catalog.UpdateTableAsync(At.Table("t"), t => t with { Columns = [new("id", "STRING"), .. wider[1..]] }));
        Assert.Equal("Provided Schema does not match Table kpi-auto-471020:d.t. Field id has changed type from INT64 to STRING", error.Message);
    }

    [Fact]
    public async Task Serves_readers_while_tables_are_replaced()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Run("CREATE TABLE d.t AS SELECT 1 AS id, 10 AS n");
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++) await warehouse.Run("CREATE OR REPLACE TABLE d.t AS SELECT id, n FROM d.t");
        });
        var sums = new List<object?>();
        while (!writer.IsCompleted) sums.Add(await warehouse.Value("SELECT SUM(n) FROM d.t"));
        await writer;
        Assert.All(sums, s => Assert.Equal(10L, s));
    }
}
