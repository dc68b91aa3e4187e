using System.Diagnostics;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Engine.Tests.Storage;

[Collection(TheEngine.Name)]
public sealed class Rows_inserted_as_json(Engines engines)
{
    private static readonly Column[] Columns =
    [
        new("id", "INT64", ColumnMode.Required), new("name", "STRING"), new("price", "NUMERIC"), new("at", "TIMESTAMP"), new("day", "DATE"),
        new("tags", "STRING", ColumnMode.Repeated), new("unit", "STRUCT", Fields: [new("id", "INT64"), new("label", "STRING")]),
        new("lines", "STRUCT", ColumnMode.Repeated, [new("sku", "STRING"), new("price", "FLOAT64")]), new("doc", "JSON"), new("raw", "BYTES"), new("local", "DATETIME"), new("clock", "TIME"), new("ok", "BOOL"),
    ];

    [Fact]
    public async Task Are_read_back_as_the_values_they_were()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("all").Id, Columns = Columns });
        var row = At.Json("""
            {"id":"7","name":"o'neil","price":"-1.50","at":"2026-01-02T03:04:05.678901Z","day":"2026-01-02","tags":["a","b"],"unit":{"id":1,"label":null},
             "lines":[{"sku":"x","price":1.5},{"sku":"y"}],"doc":{"b":1.50,"a":[true,null]},"raw":"AAH/","local":"2026-01-02 03:04:05","clock":"23:59:59.5","ok":true}
            """);
        Assert.Empty(await warehouse.InsertRowsAsync(At.Table("all"), [row, At.Json("""{"id":8}""")]));

        var read = await warehouse.ReadRowsAsync(At.Table("all"));
        Assert.Equal(2, read.TotalRows);
        Assert.Equal(
            [
                7L, "o'neil", "-1.5", Instant.FromUtc(2026, 1, 2, 3, 4, 5).PlusTicks(6789010), new LocalDate(2026, 1, 2), new object?[] { "a", "b" }, new object?[] { 1L, null },
                new object?[] { new object?[] { "x", 1.5 }, new object?[] { "y", null } }, """{"a":[true,null],"b":1.5}""", new byte[] { 0, 1, 255 },
                new LocalDateTime(2026, 1, 2, 3, 4, 5), new LocalTime(23, 59, 59, 500), true,
            ],
            read.Rows[0]);
        Assert.Equal([8L, null, null, null, null, Array.Empty<object?>(), null, Array.Empty<object?>(), null, null, null, null, null], read.Rows[1]);
    }

    [Fact]
    public async Task Are_all_refused_when_one_is_wrong_and_each_error_names_its_row_and_column()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("t").Id, Columns = Columns });
        JsonObject[] rows = [At.Json("""{"id":1}"""), At.Json("""{"id":"x"}"""), At.Json("""{"id":2,"nope":1}"""), At.Json("""{"name":"a"}""")];

        var errors = await warehouse.InsertRowsAsync(At.Table("t"), rows);
        Assert.Equal([(0, "stopped", ""), (1, "invalid", "id"), (2, "invalid", "nope"), (3, "invalid", "id")], errors.Select(e => (e.Index, e.Reason, e.Location)));
        Assert.Equal("no such field: nope.", errors[2].Message);
        Assert.Empty((await warehouse.ReadRowsAsync(At.Table("t"))).Rows);

        Assert.Equal(2, (await warehouse.InsertRowsAsync(At.Table("t"), rows, skipInvalid: true, ignoreUnknown: true)).Count);
        Assert.Equal([1L, 2L], (await warehouse.ReadRowsAsync(At.Table("t"), selectedFields: ["id"])).Rows.Select(r => r[0]));
    }

    [Fact]
    public async Task Ten_thousand_take_less_than_a_second_and_are_counted_with_BigQuerys_sizes()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("many").Id, Columns = [new("id", "INT64"), new("name", "STRING"), new("tags", "STRING", ColumnMode.Repeated)] });
        var rows = Enumerable.Range(0, 10_000).Select(i => new JsonObject { ["id"] = i, ["name"] = "abc", ["tags"] = new JsonArray("x", "yy") }).ToArray();
        var started = Stopwatch.GetTimestamp();
        Assert.Empty(await warehouse.InsertRowsAsync(At.Table("many"), rows));
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 5, "a shared machine may be slow, but not that slow");
        var entry = await warehouse.Catalog.GetTableAsync(At.Table("many"));
        Assert.Equal((10_000L, 10_000L * (8 + 5 + 3 + 4)), (entry.Rows, entry.Bytes));
    }

    [Fact]
    public async Task Of_a_page_are_those_from_the_start_index()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("p").Id, Columns = [new("id", "INT64")] });
        await warehouse.InsertRowsAsync(At.Table("p"), [.. Enumerable.Range(0, 10).Select(i => new JsonObject { ["id"] = i })]);
        var page = await warehouse.ReadRowsAsync(At.Table("p"), startIndex: 4, maxResults: 3);
        Assert.Equal([4L, 5L, 6L], page.Rows.Select(r => r[0]));
        Assert.Equal(10, page.TotalRows);
    }
}
