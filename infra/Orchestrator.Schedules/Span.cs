using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Lengths of time in words: <c>16 h 45 min</c>.</summary>
public static class Span
{
    /// <summary>Days, hours, minutes and seconds, without those that are zero.</summary>
    public static string Say(Duration duration)
    {
        if (duration == Duration.MaxValue) return "for ever";
        var parts = new[] { (duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s") }.Where(p => p.Item1 != 0).Select(p => $"{p.Item1} {p.Item2}");
        return string.Join(' ', parts) is { Length: > 0 } said ? said : "0 s";
    }
}
