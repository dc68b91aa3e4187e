namespace Orchestrator.Model;

/// <summary>Two measures are comparable: a count of different values over a window is no sum of daily ones, and no count of rows (R9, R10, X5).</summary>
internal static class MeasureRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var check in pipeline.Checks.OfType<Reconciliation>())
        {
            var (source, target) = (check.Source.Measure, check.Target.Measure);
            var direction = MeasureDirections.Of(source, target);
            if (direction is MeasureDirection.Equal) continue;
            var larger = direction == MeasureDirection.TargetNotBelow ? "the target can only be larger by it, so it never explains a target that is smaller" : "the target can only be smaller by it, so it never explains a target that is larger";
            if (source is Measure.Rows || target is Measure.Rows)
                yield return DiagnosticFacts.RowsAgainstValues.On(
                    check.Subject, $"Rows are compared with {(direction == MeasureDirection.Unknown ? "an amount" : "different values")}: {(direction == MeasureDirection.Unknown ? "the two are not of one kind" : larger)}.",
                    "Count the same on both sides, or name the check that keeps each value to one row (OncePerValue).");
            else
                yield return DiagnosticFacts.SumAgainstDistinct.On(
                    check.Subject, $"Different values over the window are compared with a sum of daily numbers: whoever comes on two days is one of the first and two of the second; {larger}.",
                    "Name the check that keeps each value to one date (OncePerValue), or count the same on both sides.");
        }

        foreach (var (check, once) in pipeline.Checks.OfType<Reconciliation>().SelectMany(c => new[] { c.Source, c.Target }.Select(s => (Check: c, (s.Measure as Measure.Distinct)?.OncePerValue))).Where(p => p.OncePerValue is { } once && pipeline.Checks.All(c => c.Name != once.Name)))
            yield return DiagnosticFacts.NotInPipeline.On(check.Subject, $"It relies on {once!.Subject}, which this pipeline does not declare.", $"Declare {once.Subject} with the pipeline's builder.");
    }
}
