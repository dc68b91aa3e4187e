using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class PredictionsOfAnIncident
{
    [Fact]
    public void Are_the_same_by_value_as_by_unit()
    {
        foreach (var incident in IncidentGenerator.Many(5_000_000, 12, i => [CauseKind.Lag, i % 2 == 0 ? CauseKind.NullDropped : CauseKind.Duplicates]))
        {
            var table = new ProfileTable(incident.Profile());
            var given = new Basis(table, [new RowsRepeatedInSource(0)]);
            for (var column = 0; column < table.Values.Length; column++)
                for (var value = 0; value < table.Values[column].Length; value++)
                {
                    Same(given.Try(new LeftOut(column, [table.Values[column][value]], 0)).Prediction, given.WithValues(column, [value], times: 0));
                    Same(given.Try(new FannedOut(3, column, table.Values[column][value], 0)).Prediction, given.WithValues(column, [value], times: 3));
                }
        }
    }

    private static void Same(Prediction expected, Prediction actual)
    {
        for (var i = 0; i < expected.Present.Length; i++)
        {
            Assert.Equal(expected.Present[i], actual.Present[i], 1e-6);
            Assert.Equal(expected.Open[i], actual.Open[i], 1e-6);
        }
    }
}
