using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Reports;

/// <summary>A consumer that starts too late after a producer, or while it still writes.</summary>
/// <param name="Producer">The job that writes.</param>
/// <param name="Consumer">The job that reads.</param>
/// <param name="ProducerEnd">When the producer's run ends, at the latest.</param>
/// <param name="ConsumerStart">When the consumer starts.</param>
public sealed record CalendarFailure(string Producer, string Consumer, Instant ProducerEnd, Instant ConsumerStart)
{
    /// <summary>Whether the consumer starts before the producer has finished.</summary>
    public bool Overlaps => ConsumerStart < ProducerEnd;

    /// <summary>The wait, or how much too early the start is.</summary>
    public Duration Length => Overlaps ? ProducerEnd - ConsumerStart : ConsumerStart - ProducerEnd;
}

/// <summary>Some days of jobs: what a calendar in any format shows.</summary>
public sealed record CalendarPage
{
    /// <summary>What it is a calendar of: a pipeline's or a list's name.</summary>
    public required string Title { get; init; }

    /// <summary>The zone whose days they are.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The first date, in <see cref="Zone"/>.</summary>
    public required LocalDate FirstDay { get; init; }

    /// <summary>How many days, at least one.</summary>
    public required int Days { get; init; }

    /// <summary>The instant at which it was drawn.</summary>
    public required Instant Now { get; init; }

    /// <summary>The runs that touch those days, in any order.</summary>
    public required IReadOnlyList<CalendarRun> Runs { get; init; }

    /// <summary>What fails in those days.</summary>
    public IReadOnlyList<CalendarFailure> Failures { get; init; } = [];

    /// <summary>The jobs that have no run to show, and why.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>First instant.</summary>
    public Instant From => LocalDay.Start(FirstDay, Zone);

    /// <summary>First instant after it.</summary>
    public Instant Until => LocalDay.Start(FirstDay.PlusDays(Days), Zone);

    /// <summary>The changes of clocks on those days.</summary>
    public IReadOnlyList<ClockStep> Steps
    {
        get
        {
            var steps = new List<ClockStep>();
            foreach (var (before, after) in Zone.GetZoneIntervals(From, Until).Zip(Zone.GetZoneIntervals(From, Until).Skip(1)))
                if (before.WallOffset != after.WallOffset && after.Start > From) steps.Add(new(after.Start, Duration.FromSeconds(after.WallOffset.Seconds - before.WallOffset.Seconds)));
            return steps;
        }
    }

    /// <summary>The page of one of the days alone.</summary>
    public CalendarPage Of(int day)
    {
        var one = this with { FirstDay = FirstDay.PlusDays(day), Days = 1 };
        return one with
        {
            Runs = [.. Runs.Where(r => r.Start < one.Until && r.Start + r.Longest > one.From)],
            Failures = [.. Failures.Where(f => Instant.Min(f.ProducerEnd, f.ConsumerStart) < one.Until && Instant.Max(f.ProducerEnd, f.ConsumerStart) >= one.From)],
        };
    }
}

/// <summary>A change of clocks on a calendar.</summary>
/// <param name="At">When.</param>
/// <param name="By">By how much clocks go forward; below zero when they go back.</param>
public sealed record ClockStep(Instant At, Duration By)
{
    /// <summary>What happens, in words.</summary>
    public string Says => By > Duration.Zero ? $"clocks go forward {Span.Say(By)}" : $"clocks go back {Span.Say(-By)}";
}
