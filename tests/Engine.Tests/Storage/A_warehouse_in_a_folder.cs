using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Engine.Tests.Storage;

[Collection(TheEngine.Name)]
public sealed class A_warehouse_in_a_folder(Engines engines) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("warehouse").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keeps_datasets_tables_rows_views_and_documents_when_it_is_opened_again()
    {
        await using (var warehouse = await engines.OpenAsync(_folder))
        {
            await warehouse.Catalog.UpdateDatasetAsync(At.Project, At.Dataset, d => d with { Location = "EU", Metadata = new JsonObject { ["labels"] = new JsonObject { ["a"] = "b" } } });
            await warehouse.Run("CREATE TABLE d.t (id INT64 NOT NULL, s STRUCT<x INT64, y ARRAY<STRING>>) CLUSTER BY id OPTIONS (description = 'rows')");
            await warehouse.Run("INSERT d.t VALUES (1, (2, ['z']))");
            await warehouse.Run("CREATE MATERIALIZED VIEW d.mv AS SELECT id FROM d.t");
            await warehouse.Documents.PutAsync("jobs", "b", new JsonObject { ["n"] = 1 });
            await warehouse.Documents.PutAsync("jobs", "a", new JsonObject { ["n"] = 2 });
            await warehouse.Documents.PutAsync("jobs", "b", new JsonObject { ["n"] = 3 });
        }
        await using var again = await engines.OpenAsync(_folder);
        Assert.Equal(("EU", "b"), (again.Catalog.GetDataset(At.Project, At.Dataset).Location, (string?)again.Catalog.GetDataset(At.Project, At.Dataset).Metadata["labels"]!["a"]));
        var entry = await again.Catalog.GetTableAsync(At.Table("t"));
        Assert.Equal((1L, "rows", ColumnMode.Required), (entry.Rows, (string?)entry.Metadata["description"], entry.Columns[0].Mode));
        Assert.Equal([1L, new object?[] { 2L, new object?[] { "z" } }], Assert.Single(await again.Rows("SELECT * FROM d.t")));
        Assert.Equal(1L, await again.Value("SELECT id FROM d.mv"));
        Assert.Equal([("a", 2), ("b", 3)], (await again.Documents.ListAsync("jobs")).Select(d => (d.Key, (int)d.Body["n"]!)));
        Assert.Equal(["b"], (await again.Documents.ListAsync("jobs", after: "a", limit: 5)).Select(d => d.Key));
        Assert.True(await again.Documents.DeleteAsync("jobs", "a"));
        Assert.False(await again.Documents.DeleteAsync("jobs", "a"));
        Assert.Null(await again.Documents.GetAsync("jobs", "a"));
    }

    [Fact]
    public async Task Has_every_acknowledged_write_after_a_crash()
    {
        var crashed = Directory.CreateTempSubdirectory("crashed").FullName;
        try
        {
            await using var warehouse = await engines.OpenAsync(_folder);
            await warehouse.Run("CREATE TABLE d.t (id INT64)");
            for (var i = 0; i < 20; i++) await warehouse.InsertRowsAsync(At.Table("t"), [new JsonObject { ["id"] = i }]);
            await warehouse.Run("UPDATE d.t SET id = id + 100 WHERE id < 5");
            await warehouse.Documents.PutAsync("c", "k", []);
            // What the disk holds at this moment is what a process that is killed now leaves behind.
            foreach (var file in Directory.GetFiles(_folder)) await CopyOpenAsync(file, Path.Combine(crashed, Path.GetFileName(file)));
            await using var again = await engines.OpenAsync(crashed);
            Assert.Equal([20L, 690L], Assert.Single(await again.Rows("SELECT COUNT(*), SUM(id) FROM d.t")));
            Assert.NotNull(await again.Documents.GetAsync("c", "k"));
        }
        finally
        {
            Directory.Delete(crashed, recursive: true);
        }
    }

    [Fact]
    public async Task Reads_nothing_outside_its_folder()
    {
        await using var warehouse = await engines.OpenAsync(_folder);
        var error = await Assert.ThrowsAsync<Orchestrator.Engine.Duck.DuckException>(() => warehouse.ReadAsync(c => c.Query("SELECT * FROM read_csv('/etc/hostname')", CancellationToken.None), CancellationToken.None));
        Assert.Contains("disabled", error.Message, StringComparison.Ordinal);
    }

    private static async Task CopyOpenAsync(string from, string to)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var target = File.Create(to);
        await source.CopyToAsync(target);
    }
}
