using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What became of a job.</summary>
public enum SynthesisOutcome
{
    /// <summary>It keeps the schedule it has: every order in which it reads holds.</summary>
    Unchanged,

    /// <summary>It gets another schedule, with which every order in which it reads holds.</summary>
    Moved,

    /// <summary>No schedule of its cadence makes the orders hold in which it reads; it keeps the one it has.</summary>
    Infeasible,
}

/// <summary>The answer for one job.</summary>
public sealed record SynthesizedJob
{
    /// <summary>The job as it was given.</summary>
    public required ScheduledJob Job { get; init; }

    /// <summary>What became of it.</summary>
    public required SynthesisOutcome Outcome { get; init; }

    /// <summary>The schedule it should have: the one it has unless it is moved; null when it has none that can be foretold.</summary>
    public required ZonedSchedule? Schedule { get; init; }

    /// <summary>A smallest set of producers, at their schedules in this answer, that no schedule of the job's cadence follows; empty unless it is infeasible.</summary>
    public IReadOnlyList<string> Conflicting { get; init; } = [];

    /// <summary>The jobs that read one another in a circle which no schedules close, each read by the next and the last by the first; empty when there is none.</summary>
    public IReadOnlyList<string> Cycle { get; init; } = [];

    /// <summary>The longest wait after a run of any job it reads, as proven; null when it reads nothing or is infeasible.</summary>
    public Duration? WorstWait { get; init; }

    /// <summary>One sentence: the schedule and why.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Schedules for a list of jobs. Each order whose consumer is not infeasible was proven with exactly these schedules.</summary>
public sealed record SynthesizedSchedules
{
    /// <summary>The answers, in the order of the jobs given.</summary>
    public required IReadOnlyList<SynthesizedJob> Jobs { get; init; }

    /// <summary>One sentence for each target that more jobs call in one minute than allowed, because none of them can be moved elsewhere.</summary>
    public required IReadOnlyList<string> Crowded { get; init; }

    /// <summary>How many orders were proven or refuted over the whole horizon to find the answer.</summary>
    public required int Proofs { get; init; }

    /// <summary>How many orders were looked at over a few days.</summary>
    public required int Probes { get; init; }

    /// <summary>Whether every job has a schedule with which its orders hold.</summary>
    public bool Holds => Jobs.All(j => j.Outcome != SynthesisOutcome.Infeasible);

    /// <summary>The jobs as they were given, with the schedules found.</summary>
    public IReadOnlyList<ScheduledJob> Scheduled => [.. Jobs.Select(j => j.Job with { Schedule = j.Schedule })];
}
