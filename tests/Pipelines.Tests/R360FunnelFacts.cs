using NodaTime;
using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The pipeline as Google's analyzer reads it: once for all tests.</summary>
public sealed class AnalyzedR360Funnel : IAsyncLifetime
{
    private readonly GoogleSqlAnalyzer analyzer = GoogleSqlAnalyzer.Create();

    public AnalyzedPipeline AsDeclared { get; private set; } = null!;

    public async Task InitializeAsync() => AsDeclared = await WithAsync(R360Funnel.Declare());

    public async Task DisposeAsync() => await analyzer.DisposeAsync();

    internal Task<AnalyzedPipeline> WithAsync(Pipeline pipeline) => PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, new LocalDate(2026, 1, 11), CancellationToken.None);
}

/// <summary>The declaration of source document 000, held against the document.</summary>
public sealed class R360FunnelFacts(AnalyzedR360Funnel analyzed) : IClassFixture<AnalyzedR360Funnel>
{
    private readonly Pipeline pipeline = analyzed.AsDeclared.Pipeline;

    [Fact]
    public void Has_no_mistake_and_no_warning() => Assert.Empty(analyzed.AsDeclared.Diagnostics);

    [Fact]
    public void Names_the_project_and_the_tables_of_the_document()
    {
        Assert.Equal("data-analytics-306119", pipeline.Project);
        Assert.Equal(["MarketingFunnel.R360InboundFunnel", "Planning.R360Targets", "Staging.StrategicOperatingPlan"], pipeline.Relations.Select(r => r.Id.ToString()));
    }

    [Theory]
    [InlineData("MQL_DT IS NOT NULL")]
    [InlineData("SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE")]
    [InlineData("MQL_Reverted = FALSE")]
    [InlineData("Region IS NOT NULL")]
    [InlineData("Email IS NOT NULL")]
    [InlineData("RecordType = 'R360'")]
    [InlineData("Percentile = 'P50'")]
    [InlineData("FunnelType = 'R360 INBOUND'")]
    [InlineData("Source = 'INBOUND'")]
    public void Names_every_filter_of_the_document(string sql) => Assert.Contains(sql, Compared.Source.Filters.Concat(Compared.Target.Filters).Select(f => f.Sql));

    [Fact]
    public void Compares_from_the_first_of_January_in_UTC_which_the_document_means_without_saying() =>
        Assert.Equal((new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 11), "UTC"), (Compared.Window.On(new(2026, 1, 11)).First, Compared.Window.On(new(2026, 1, 11)).Last, pipeline.Zone));

    [Fact]
    public void Leaves_no_region_out_of_the_statement() => Assert.DoesNotContain("AMER", analyzed.AsDeclared.Jobs[R360Funnel.Rebuild].Text, StringComparison.Ordinal);

    [Fact]
    public void Ends_the_bypass_when_the_reconciliation_is_green() => Assert.Same(Compared, Assert.Single(pipeline.Bypasses).RemovedWhen);

    [Theory]
    [InlineData("Regionn IS NOT NULL", "Unrecognized name: Regionn")]
    [InlineData("Email", "WHERE clause should return type BOOL")]
    [InlineData("COUNT(*) > 1", "Aggregate function")]
    public async Task Would_be_refused_with_Googles_own_words_if_a_filter_were_wrong(string sql, string says)
    {
        var wrong = Compared with { Source = Compared.Source with { Filters = [new("wrong", sql)] } };
        var found = await analyzed.WithAsync(pipeline with { Checks = [.. pipeline.Checks.Where(c => c.Name != wrong.Name), wrong] });
        var diagnostic = Assert.Single(found.Diagnostics, d => d.Code == "ORC2303");
        Assert.Contains(says, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Would_be_warned_as_the_document_should_have_been()
    {
        // The document's own comparison: nobody tests that an e-mail counts once, and MQL_Reverted may be NULL.
        var funnel = pipeline.Relations.OfType<Table>().Single(t => t.Name == "R360InboundFunnel");
        var nullable = funnel with { Columns = [.. funnel.Columns.Select(c => c with { Mode = ColumnMode.Nullable })] };
        var bare = Compared with { Source = Compared.Source with { Relation = nullable, Measure = new Measure.Distinct("Email") } };
        var found = await analyzed.WithAsync(pipeline with { Relations = [.. pipeline.Relations.Select(r => r == funnel ? nullable : r)], Checks = [.. pipeline.Checks.Where(c => c.Name != bare.Name), bare] });
        Assert.Equal(["ORC2304", "ORC2306"], found.Diagnostics.Select(d => d.Code).Order());
    }

    private Reconciliation Compared => pipeline.Checks.OfType<Reconciliation>().Single();
}
