using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One schedule that a job may get, or has.</summary>
internal sealed class Candidate
{
    private readonly MovableTimes? cadence;
    private readonly int[] minutes;
    private readonly ScheduledJob job;
    private ZonedSchedule? schedule;
    private RunCircle? circle;

    private Candidate(ScheduledJob job, MovableTimes? cadence, DateTimeZone zone, int[] minutes, ZonedSchedule? schedule)
    {
        (this.job, this.cadence, this.minutes, this.schedule) = (job, cadence, minutes, schedule);
        Zone = zone;
        Daily = cadence is { Weekdays: 127 };
    }

    /// <summary>Whether it is the schedule the job has.</summary>
    public bool Live { get; private init; }

    /// <summary>Whose clock it is on.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The widest of the grids (60, 30, 15, 5, 1 minutes) it lies on.</summary>
    public int Grid { get; private init; }

    /// <summary>By how many minutes of the day it is later than the live times, round the clock; null when the times changed their distances.</summary>
    public int? Rotation { get; private init; }

    /// <summary>Whether it is as good on one day as on another.</summary>
    public bool Daily { get; }

    /// <summary>The weekdays on which it may fire (bit 0 = Sunday).</summary>
    public int Weekdays => cadence?.Weekdays ?? 127;

    /// <summary>Minutes after midnight of a day on which it fires, rising.</summary>
    public IReadOnlyList<int> Minutes => minutes;

    /// <summary>Its runs without a change of clocks; null when its days depend on the date.</summary>
    public RunCircle? Circle => circle ??= cadence?.Weekdays is { } days ? RunCircle.Of(minutes, days, job.Longest.BclCompatibleTicks) : null;

    /// <summary>Its runs without a change of clocks, as if it fired on every day.</summary>
    public RunCircle EveryDay => RunCircle.Of(minutes, 127, job.Longest.BclCompatibleTicks);

    /// <summary>The most days from one on which it fires to the next.</summary>
    public int LongestGap { get; private init; }

    /// <summary>The schedule.</summary>
    public ZonedSchedule Schedule => schedule ??= cadence!.At(minutes, Zone);

    /// <summary>The job with this schedule, as the proof sees it.</summary>
    public RunSpan Run => new(job.Name, Schedule, job.Longest, job.AtomicWrites);

    /// <summary>By how many minutes it moves the times of the job, at least, round the clock.</summary>
    public int Distance => Rotation is { } turn ? Math.Min(turn, 1440 - turn) : 1440;

    /// <summary>What the job has.</summary>
    public static Candidate Of(ScheduledJob job)
    {
        var schedule = job.Schedule!;
        var minutes = MovableTimes.MinutesOf(schedule.Expression);
        return new(job, MovableTimes.Of(schedule.Expression), schedule.Zone, minutes, schedule) { Live = true, Rotation = 0, Grid = MovableTimes.GridOf(minutes), LongestGap = MovableTimes.LongestGapOf(schedule.Expression) };
    }

    /// <summary>Other times with the job's cadence.</summary>
    public static Candidate Of(ScheduledJob job, MovableTimes cadence, DateTimeZone zone, int[] minutes, int? rotation) =>
        new(job, cadence, zone, minutes, null) { Rotation = rotation, Grid = MovableTimes.GridOf(minutes), LongestGap = cadence.LongestGap };

    /// <summary>`0 4 * * * America/Phoenix`.</summary>
    public override string ToString() => Schedule.ToString();
}
