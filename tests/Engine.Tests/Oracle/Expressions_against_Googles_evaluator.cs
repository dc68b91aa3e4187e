using Orchestrator.Engine;
using Orchestrator.GoogleSql;

namespace Engine.Tests.Oracle;

/// <summary>Each line of Cases/expressions.sql is evaluated on every row of the oracle's table by both engines; errors of either count as an answer.</summary>
[Collection(TheEngine.Name)]
public sealed class Expressions_against_Googles_evaluator(Engines engines)
{
    public static TheoryData<string, string> Families()
    {
        var data = new TheoryData<string, string>();
        var family = "";
        var expressions = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "expressions.sql")).Append("-- "))
        {
            if (line.StartsWith("--", StringComparison.Ordinal))
            {
                if (expressions.Count > 0) data.Add(family, string.Join('\n', expressions));
                (family, expressions) = (line[2..].Trim(), []);
            }
            else if (line.Length > 0) expressions.Add(line);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Have_the_same_value_on_every_row(string family, string expressions)
    {
        await using var warehouse = await engines.OpenAsync();
        await warehouse.Catalog.CreateTableAsync(new() { Project = At.Project, TableId = At.Table("x").Id, Columns = OracleTable.Columns });
        Assert.Empty(await warehouse.InsertRowsAsync(At.Table("x"), OracleTable.Rows));
        var stored = await warehouse.ReadAsync(c => c.Query($"SELECT * FROM data.t{warehouse.Catalog.FindTable(At.Table("x"))!.Storage} ORDER BY id", CancellationToken.None), CancellationToken.None);
        var evaluator = new Evaluator(engines.Analyzer);
        var differences = new List<string>();
        foreach (var expression in expressions.Split('\n'))
        {
            var sql = $"SELECT id, {expression} AS r FROM x ORDER BY id";
            var ours = await Ours(warehouse, sql);
            var theirs = await Theirs(evaluator, sql, stored);
            if (ours.SequenceEqual(theirs)) continue;
            var first = ours.Zip(theirs).Select((p, i) => (p.First, p.Second, i)).FirstOrDefault(p => p.First != p.Second);
            differences.Add($"{expression}\n    ours   {first.First}\n    google {first.Second}{(first.i < stored.Count ? $"\n    row    s={OracleValues.Text(stored[first.i][1])} w={OracleValues.Text(stored[first.i][2])} i={OracleValues.Text(stored[first.i][3])}" : "")}");
        }
        Assert.True(differences.Count == 0, $"{family}: {differences.Count} differ\n{string.Join('\n', differences)}");
    }

    private static async Task<List<string>> Ours(LocalWarehouse warehouse, string sql)
    {
        try
        {
            return [.. (await warehouse.Rows(sql)).Select(r => OracleValues.Text(r[1]))];
        }
        catch (QueryException e)
        {
            return [e.Message.StartsWith("The local engine", StringComparison.Ordinal) || e.Message.Contains("Internal", StringComparison.Ordinal) ? e.Message : "error"];
        }
    }

    private static async Task<List<string>> Theirs(Evaluator evaluator, string sql, List<object?[]> rows)
    {
        try
        {
            return [.. (await evaluator.RowsAsync(sql, OracleTable.Columns, rows)).Select(r => OracleValues.Text(r[1]))];
        }
        catch (AnalyzerCallException e) when (e.Code is AnalyzerStatus.OutOfRange)
        {
            return ["error"];
        }
        catch (AnalyzerCallException e)
        {
            return [e.Message];
        }
    }
}
