using System.Collections.Immutable;
using Orchestrator.Model;

namespace Drift.Tests.Cleaning;

public sealed class StaleRowsBadlyDeclared
{
    [Theory]
    [InlineData("day", 1, 1, 0.5, null, 0)]
    [InlineData("nothing", 1, 1, 0.5, null, 1)]
    [InlineData("id", 1, 1, 0.5, null, 1)]
    [InlineData("day", 0, 1, 0.5, null, 1)]
    [InlineData("day", 1, 0, 0.5, null, 1)]
    [InlineData("day", 1, 1, 0.0, null, 1)]
    [InlineData("day", 1, 1, 1.5, null, 1)]
    [InlineData("day", 1, 1, double.NaN, null, 1)]
    [InlineData("day", 1, 1, 0.5, "raw", 1)]
    [InlineData("nothing", 0, 0, 0.0, "raw", 5)]
    public void Are_a_mistake_for_each_reason(string column, long ceiling, long usual, double share, string? backups, int mistakes)
    {
        var (builder, table) = Pipeline();
        builder.StaleRows(new StaleRows { Table = table, Rule = StaleRule.OlderThanLatest(column), Ceiling = ceiling, UsualRows = usual, MinimumShareOfUsual = share, BackupDataset = backups is null ? null : new(backups) });
        Assert.Equal(mistakes, Codes(builder).Count(c => c == "ORC2001"));
    }

    [Fact]
    public void Are_a_mistake_when_declared_twice_or_of_a_view_or_by_a_source_of_nobody()
    {
        var (builder, table) = Pipeline();
        var view = builder.View(table.Dataset, "v");
        var stranger = new Table { Dataset = table.Dataset, Name = "stranger", Columns = [new("id", "INT64")] };
        foreach (var of in new Relation[] { table, table, view })
            builder.StaleRows(new StaleRows { Table = of, Rule = StaleRule.KeyGoneFrom(of is View ? stranger : table, of is View ? [] : ["id"]), Ceiling = 1, UsualRows = 1 });
        var codes = Codes(builder);
        Assert.Equal((3, 1), (codes.Count(c => c == "ORC2001"), codes.Count(c => c == "ORC1003")));
    }

    private static List<string> Codes(PipelineBuilder builder) => [.. DeclarationDiagnostics.Find(builder.Build()).Select(d => d.Code)];

    private static (PipelineBuilder Builder, Table Table) Pipeline()
    {
        var pipeline = new PipelineBuilder { Name = "small", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        return (pipeline, pipeline.Table(new Table { Dataset = pipeline.Dataset("raw", Layer.Raw), Name = "jobs", Columns = [new("id", "INT64"), new("day", "DATE")] }));
    }
}
