using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class TheVarianceOfDocument000(DiagnosedEngine engine) : IClassFixture<DiagnosedEngine>
{
    [Fact]
    public async Task Is_a_filter_on_EMEA_and_a_lag_of_AMER()
    {
        var warehouse = new EngineWarehouse(engine.Warehouse, Document000.Project);
        await warehouse.CreateAsync(Document000.Funnel, Document000.FunnelRows);
        await warehouse.CreateAsync(Document000.Plan, Document000.PlanRows);
        var report = await Diagnosis.RunAsync(Document000.Pipeline, Document000.Check, Document000.Now, Document000.Project, warehouse, CancellationToken.None);
        Assert.Null(report.Failure);
        Assert.Equal([CauseKind.Filter, CauseKind.Lag], report.Causes.Order());
        Assert.Equal("Lag: rows newer than 2026-01-09 08:00 UTC have not arrived; and filter on a dimension: rows with Region EMEA never arrive.", report.Headline);
        Assert.Equal(2, warehouse.Queries);
        var (filter, lag, counting) = (Of(CauseKind.Filter), Of(CauseKind.Lag), Of(CauseKind.Aggregation));
        Assert.Equal(924.0 / 74_613, filter.PValue!.Value, 1e-12);
        Assert.Contains("Of those rows 6 of 6 are missing, of all others 6 of 16 (Fisher's exact test, one-sided: p = 0.012).", filter.Evidence, StringComparison.Ordinal);
        // From the totals alone a lag is out of the question for EMEA and possible for AMER; the days decide.
        Assert.Contains("for 6 or more of the 16 rows of AMER p = 0.055 (2 d), p = 0.002 (1 d); for all 6 rows of EMEA p = 3.6e-5 (2 d), p = 5.6e-7 (1 d).", lag.Evidence, StringComparison.Ordinal);
        Assert.Contains("Of the newer rows 6 of 6 are missing, of all others 0 of 9", lag.Evidence, StringComparison.Ordinal);
        Assert.Equal(HypothesisVerdict.Rejected, counting.Verdict);
        Assert.StartsWith("The target is smaller, by 12, and for no key larger: a count of different values over a window against a sum of daily counts", counting.Evidence, StringComparison.Ordinal);
        Assert.Equal(["AMER", "EMEA"], report.Lags.Select(l => l.Key));
        Assert.InRange(report.Lags[0].Estimate!.Best!.Value.TotalDays, 1, 2.5);
        Assert.Equal("Nothing of EMEA has arrived: a lag of 2 d is rejected, since all 6 rows would have to be among the newest (p = 3.6e-5).", report.Lags[1].Says);
        Assert.DoesNotContain("example.test", string.Join('\n', DiagnosisSection.Json(report).Values.Select(v => System.Text.Json.JsonSerializer.Serialize(v))), StringComparison.Ordinal);

        Hypothesis Of(CauseKind kind) => report.Hypotheses.Single(h => h.Kind == kind);
    }
}
