namespace Orchestrator.Schedules;

/// <summary>What a scheduler does with a local time that a zone change leaves out.</summary>
public enum GapPolicy
{
    /// <summary>It does not fire.</summary>
    Skipped,

    /// <summary>It fires later by the length of the gap: 02:30 becomes 03:30.</summary>
    Shifted,

    /// <summary>It fires at the first instant after the gap.</summary>
    AtGapEnd,
}

/// <summary>What a scheduler does with a local time that a zone change repeats.</summary>
public enum OverlapPolicy
{
    /// <summary>It fires the first time round only.</summary>
    First,

    /// <summary>It fires the second time round only.</summary>
    Second,

    /// <summary>It fires both times.</summary>
    Both,
}

/// <summary>
/// One of the nine ways a scheduler may treat the two days a year on which local time jumps. Google documents none, and cron libraries
/// disagree, so what is to be proven is proven under all of them.
/// </summary>
/// <param name="Gap">What happens to a local time that does not exist.</param>
/// <param name="Overlap">What happens to a local time that exists twice.</param>
public sealed record DstPolicy(GapPolicy Gap, OverlapPolicy Overlap)
{
    /// <summary>All nine, in the order gap by overlap.</summary>
    public static IReadOnlyList<DstPolicy> All { get; } =
        [.. Enum.GetValues<GapPolicy>().SelectMany(gap => Enum.GetValues<OverlapPolicy>().Select(overlap => new DstPolicy(gap, overlap)))];

    /// <summary>The rule that reports show where one must be chosen: gap shifted, overlap first.</summary>
    public static DstPolicy Default { get; } = new(GapPolicy.Shifted, OverlapPolicy.First);

    /// <summary>The policy that fires whenever the wall clock shows the time: never in a gap, twice in an overlap.</summary>
    public static DstPolicy WallClock { get; } = new(GapPolicy.Skipped, OverlapPolicy.Both);

    /// <summary>The policy in words, like "skipped in the gap, first of the overlap".</summary>
    public string Name => $"{GapName}, {OverlapName}";

    private string GapName => Gap switch
    {
        GapPolicy.Skipped => "skipped in the gap",
        GapPolicy.Shifted => "shifted past the gap",
        _ => "at the end of the gap",
    };

    private string OverlapName => Overlap switch
    {
        OverlapPolicy.First => "first of the overlap",
        OverlapPolicy.Second => "second of the overlap",
        _ => "both of the overlap",
    };

    /// <summary>The policy's name.</summary>
    public override string ToString() => Name;
}
