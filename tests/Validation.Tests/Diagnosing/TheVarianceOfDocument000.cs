using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class TheVarianceOfDocument000(DiagnosedEngine engine, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<DiagnosedEngine>
{
    [Fact]
    public async Task Is_a_filter_on_EMEA_and_a_lag_of_AMER()
    {
        var warehouse = new EngineWarehouse(engine.Warehouse, Document000.Project);
        await warehouse.CreateAsync(Document000.Funnel, Document000.FunnelRows);
        await warehouse.CreateAsync(Document000.Plan, Document000.PlanRows);
        var report = await Diagnosis.RunAsync(Document000.Pipeline, Document000.Check, Document000.Now, Document000.Project, warehouse, CancellationToken.None);
        output.WriteLine(report.Headline);
        foreach (var h in report.Hypotheses) output.WriteLine($"{h.Name}: {h.Verdict} P={h.Probability:0.000} p={h.PValue} — {h.Details} — {h.Evidence}");
        foreach (var l in report.Lags) output.WriteLine(l.Says);
        Assert.Null(report.Failure);
        Assert.Equal([CauseKind.Filter, CauseKind.Lag], report.Causes.Order());
    }
}
