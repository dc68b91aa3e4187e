using Orchestrator.Engine;
using Orchestrator.GoogleSql;

namespace Engine.Tests.Oracle;

/// <summary>Each query of Cases/queries.sql on the oracle's table; rows are compared as a multiset, unless the query orders them.</summary>
[Collection(TheEngine.Name)]
public sealed class Queries_against_Googles_evaluator(Engines engines)
{
    [Fact]
    public async Task Have_the_same_rows()
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("x").Id, Columns = OracleTable.Columns });
        Assert.Empty(await warehouse.InsertRowsAsync(At.Table("x"), OracleTable.Rows));
        var stored = await warehouse.ReadAsync(c => c.Query($"SELECT * FROM data.t{warehouse.Catalog.FindTable(At.Table("x"))!.Storage} ORDER BY id", CancellationToken.None), CancellationToken.None);
        var evaluator = new Evaluator(engines.Analyzer);
        var differences = new List<string>();
        var compared = 0;
        foreach (var query in (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Cases", "queries.sql"))).Split("\n---\n"))
        {
            var ours = await Ours(warehouse, query);
            var theirs = await Theirs(evaluator, query, stored);
            if (theirs is ["not evaluated"] && ours is not [['!', ..]]) continue;
            compared++;
            if (!query.Contains("FROM x ORDER BY", StringComparison.Ordinal)) (ours, theirs) = (ours.Order(StringComparer.Ordinal).ToList(), theirs.Order(StringComparer.Ordinal).ToList());
            if (ours.SequenceEqual(theirs)) continue;
            differences.Add($"{query.Trim()}\n    ours   {ours.Except(theirs).FirstOrDefault()} of {ours.Count}\n    google {theirs.Except(ours).FirstOrDefault()} of {theirs.Count}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(compared >= 50, $"only {compared} queries were compared");
    }

    private static async Task<List<string>> Ours(LocalWarehouse warehouse, string sql)
    {
        try
        {
            return [.. (await warehouse.Rows(sql)).Select(OracleValues.Text)];
        }
        catch (QueryException e)
        {
            return [e.Message.Contains("overflow", StringComparison.Ordinal) ? "overflow" : "!" + e.Message];
        }
    }

    private static async Task<List<string>> Theirs(Evaluator evaluator, string sql, List<object?[]> rows)
    {
        try
        {
            return [.. (await evaluator.RowsAsync(sql, OracleTable.Columns, rows)).Select(OracleValues.Text)];
        }
        catch (AnalyzerCallException e)
        {
            return [e.Code is AnalyzerStatus.Unimplemented ? "not evaluated" : e.Message.Contains("overflow", StringComparison.Ordinal) ? "overflow" : e.Message];
        }
    }
}
