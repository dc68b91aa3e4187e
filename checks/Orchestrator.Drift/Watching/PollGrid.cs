using NodaTime;

namespace Orchestrator.Drift;

/// <summary>When a monitor polls that keeps running: at whole steps from midnight in the pipeline's zone, whenever it was started.</summary>
/// <param name="Every">The step, one minute to one day.</param>
/// <param name="Zone">The pipeline's zone.</param>
public sealed record PollGrid(Duration Every, DateTimeZone Zone)
{
    /// <summary>The shortest step.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(1);

    /// <summary>The longest step.</summary>
    public static readonly Duration Longest = Duration.FromDays(1);

    /// <summary>The first point of the grid after an instant. The steps are counted anew each day, so that a change of clocks shifts nothing for longer than its day.</summary>
    public Instant After(Instant instant)
    {
        var date = instant.InZone(Zone).Date;
        var midnight = Zone.AtStartOfDay(date).ToInstant();
        var tomorrow = Zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
        var next = midnight + (Every * ((long)Math.Floor((instant - midnight) / Every) + 1));
        return next < tomorrow ? next : tomorrow;
    }
}
