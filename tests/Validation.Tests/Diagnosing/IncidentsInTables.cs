using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>The same incidents as tables, diagnosed through SQL: the profile that the queries give is the one that the rows have.</summary>
public sealed class IncidentsInTables(DiagnosedEngine engine) : IClassFixture<DiagnosedEngine>
{
    private static readonly CauseKind[] Kinds = [.. Enum.GetValues<CauseKind>().Where(k => k != CauseKind.FilterNotApplied)];

    [Fact]
    public async Task Are_diagnosed_as_their_rows_are_with_at_most_five_queries()
    {
        var (right, first) = (0, 0);
        foreach (var incident in IncidentGenerator.Many(95_000_000, 21, i => i < 14 ? [Kinds[i % 7]] : [Kinds[i % 7], Kinds[(i + 1) % 7]]))
        {
            var tables = new IncidentTables(incident);
            var warehouse = new EngineWarehouse(engine.Warehouse, IncidentTables.Project);
            await tables.CreateAsync(warehouse);
            var report = await Diagnosis.RunAsync(tables.Pipeline, tables.Check, incident.Now, IncidentTables.Project, warehouse, CancellationToken.None);

            Assert.Null(report.Failure);
            Assert.InRange(warehouse.Queries, 1, 5);
            Assert.Equal(warehouse.Queries, report.Queries.Count);
            var expected = Diagnosis.Of(tables.Check.Name, incident.Profile());
            Assert.Equal(expected.Hypotheses.Select(h => (h.Kind, h.Verdict)), report.Hypotheses.Select(h => (h.Kind, h.Verdict)));
            Assert.Equal(expected.Headline.Replace("'test traffic is left out'", "'internal events are left out'", StringComparison.Ordinal), report.Headline);
            if (incident.Truth.Contains(report.Hypotheses[0].Kind)) first++;
            if (incident.Truth.All(report.Causes.Contains)) right++;
        }

        Assert.True(first >= 20, $"A right cause is first in {first} of 21.");
        Assert.True(right >= 18, $"All causes are named in {right} of 21.");
    }
}
