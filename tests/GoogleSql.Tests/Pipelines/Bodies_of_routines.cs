using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

[Collection(TheAnalyzer.Name)]
public sealed class Bodies_of_routines(RunningAnalyzer analyzer)
{
    [Theory]
    [InlineData(RoutineKind.Function, "-- cents\nx / 100", "")]
    [InlineData(RoutineKind.Function, "x / 100 > y", "ORC1105 sql/d/r.routine.sql:1:11 Unrecognized name: y")]
    [InlineData(RoutineKind.Function, "-- of a text\n\nUPPER(\n  x)", "ORC1106 sql/d/r.routine.sql:3:1")]
    [InlineData(RoutineKind.TableFunction, "SELECT id\nFROM d.t\nWHERE idd > x", "ORC1105 sql/d/r.routine.sql:3:7 Unrecognized name: idd")]
    [InlineData(RoutineKind.TableFunction, "SELECT id FROM d.nowhere", "ORC1104 sql/d/r.routine.sql:1:16 Table not found")]
    [InlineData(RoutineKind.Procedure, "DELETE FROM d.t WHERE id = x;\nSELECT 1;", "")]
    [InlineData(RoutineKind.Procedure, "SELECT 1;\nSELEC 2;", "ORC1103 sql/d/r.routine.sql:2:1 Syntax error")]
    [InlineData(RoutineKind.Procedure, "BEGIN\n  SELECT 1;\n  SELEC 2;\nEND", "ORC1103 sql/d/r.routine.sql:3:3 Syntax error")]
    public async Task Are_analyzed_with_their_arguments_and_mistakes_have_their_place_in_the_file(RoutineKind kind, string body, string expected)
    {
        var found = (await AnalyzeAsync(kind, body)).Diagnostics.Where(d => d.Subject == "routine/d.r").Select(d => $"{d.Code} {d.Place} {d.Message}").ToList();
        if (expected.Length == 0) Assert.Empty(found);
        else Assert.StartsWith(expected, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Say_what_must_exist_before_them() =>
        Assert.Equal(["p.d.t"], Assert.Single((await AnalyzeAsync(RoutineKind.TableFunction, "SELECT id FROM d.t WHERE id > x")).Routines).Value.Analysis.Reads.Select(r => r.ToString()));

    private Task<AnalyzedPipeline> AnalyzeAsync(RoutineKind kind, string body)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "routines",
            Project = "p",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "UTC",
            SqlFolder = "sql",
            ServiceAccount = "routines",
            SqlFiles = new Dictionary<string, string> { ["d/r.routine.sql"] = body },
        };
        var dataset = pipeline.Dataset("d", Layer.Raw);
        pipeline.Table(new Table { Dataset = dataset, Name = "t", Columns = [new("id", "INT64")] });
        pipeline.Routine(new Routine { Dataset = dataset, Name = "r", Kind = kind, Arguments = [new("x", "INT64")] });
        return PipelineAnalysis.AnalyzeAsync(pipeline.Build(), new GoogleSqlAnalyzer(analyzer.Process), CancellationToken.None);
    }
}
