namespace Orchestrator.Model;

/// <summary>The whole value of a STRING column matches a pattern. NULL is not judged: <see cref="NotNull"/> does that; an empty text is judged.</summary>
public sealed record MatchesPattern : ColumnCheck
{
    /// <summary>The pattern: an own one (<see cref="TextPattern.Of"/>) or a known one, such as <see cref="TextPattern.Uuid"/>.</summary>
    public required TextPattern Pattern { get; init; }
}
