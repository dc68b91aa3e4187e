namespace Orchestrator.Model;

/// <summary>In which direction two measures of the same rows can differ, when nothing is missing and nothing is there twice.</summary>
public enum MeasureDirection
{
    /// <summary>They are equal.</summary>
    Equal,

    /// <summary>The target can only be larger: a target that is smaller is not explained by how the two are counted.</summary>
    TargetNotBelow,

    /// <summary>The target can only be smaller: a target that is larger is not explained by how the two are counted.</summary>
    TargetNotAbove,

    /// <summary>Nothing is known: a number of things against an amount.</summary>
    Unknown,
}

/// <summary>The known directions, by pair of measures (R9). A target's sum is taken to be of daily counts, which is what a sum is compared with a count for.</summary>
public static class MeasureDirections
{
    /// <summary>The direction of a pair.</summary>
    /// <param name="source">How the source is counted.</param>
    /// <param name="target">How the target is counted.</param>
    public static MeasureDirection Of(Measure source, Measure target) => (source, target) switch
    {
        // Whoever comes on two days is counted once over the window and twice in the sum of the days.
        (Measure.Distinct { OncePerValue: not null }, Measure.Sum) => MeasureDirection.Equal,
        (Measure.Distinct, Measure.Sum) => MeasureDirection.TargetNotBelow,
        (Measure.Sum, Measure.Distinct { OncePerValue: not null }) => MeasureDirection.Equal,
        (Measure.Sum, Measure.Distinct) => MeasureDirection.TargetNotAbove,

        // Rows count repetitions and NULLs, distinct values count neither.
        (Measure.Distinct { OncePerValue: not null }, Measure.Rows) => MeasureDirection.Equal,
        (Measure.Distinct, Measure.Rows) => MeasureDirection.TargetNotBelow,
        (Measure.Rows, Measure.Distinct { OncePerValue: not null }) => MeasureDirection.Equal,
        (Measure.Rows, Measure.Distinct) => MeasureDirection.TargetNotAbove,

        // A sum of daily counts of rows is the count of rows.
        (Measure.Rows, Measure.Rows or Measure.Sum) or (Measure.Distinct, Measure.Distinct) or (Measure.Sum, Measure.Sum) => MeasureDirection.Equal,
        _ => MeasureDirection.Unknown,
    };
}
