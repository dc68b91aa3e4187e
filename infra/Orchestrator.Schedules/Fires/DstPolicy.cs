namespace Orchestrator.Schedules;

/// <summary>What happens to a local time that does not exist because clocks go forward. Google documents no rule.</summary>
public enum GapPolicy
{
    /// <summary>No run.</summary>
    Skipped,

    /// <summary>The run moves forward by the length of the gap.</summary>
    Shifted,

    /// <summary>The run happens at the end of the gap.</summary>
    AtGapEnd,
}

/// <summary>What happens to a local time that comes twice because clocks go back. Google documents no rule.</summary>
public enum OverlapPolicy
{
    /// <summary>One run, at the earlier instant.</summary>
    First,

    /// <summary>One run, at the later instant.</summary>
    Second,

    /// <summary>Two runs.</summary>
    Both,
}

/// <summary>One possible rule for the days on which clocks change; a proof must hold under every one.</summary>
/// <param name="Gap">For times that do not exist.</param>
/// <param name="Overlap">For times that come twice.</param>
public sealed record DstPolicy(GapPolicy Gap, OverlapPolicy Overlap)
{
    /// <summary>The rule that reports show where one must be chosen: gap shifted, overlap first.</summary>
    public static DstPolicy Default { get; } = new(GapPolicy.Shifted, OverlapPolicy.First);

    /// <summary>All nine.</summary>
    public static IReadOnlyList<DstPolicy> All { get; } =
        [.. from gap in Enum.GetValues<GapPolicy>() from overlap in Enum.GetValues<OverlapPolicy>() select new DstPolicy(gap, overlap)];

    /// <summary>In words.</summary>
    public override string ToString() => $"gap {Gap switch { GapPolicy.Skipped => "skipped", GapPolicy.Shifted => "shifted", _ => "at its end" }}, overlap {Overlap switch { OverlapPolicy.First => "first", OverlapPolicy.Second => "second", _ => "both" }}";
}
