using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>A job as a list tells it; nobody declared it.</summary>
internal sealed record ListedJob
{
    /// <summary>Its name, one of its kind in a list.</summary>
    public required string Name { get; init; }

    /// <summary>When it fires, as written; null when the list does not say, which is a mistake reported beside it.</summary>
    public required Schedule? Schedule { get; init; }

    /// <summary>Whether the schedule is one of BigQuery Data Transfer, which is always UTC and has words of its own. Default: Cloud Scheduler.</summary>
    public bool DataTransfer { get; init; }

    /// <summary>How long a run lasts at most, retries included.</summary>
    public required Duration Longest { get; init; }

    /// <summary>Whether somebody gave <see cref="Longest"/>, rather than a rule. Default: no.</summary>
    public bool LongestGiven { get; init; }

    /// <summary>Whether readers see all of a run's rows or none. Default: no.</summary>
    public bool AtomicWrites { get; init; }

    /// <summary>The tables it reads.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The tables it writes.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>The statement that it runs, if the list shows it; its tables are found by the analyzer.</summary>
    public ListedQuery? Query { get; init; }

    /// <summary>The Google Cloud project in which it lies, or null.</summary>
    public string? Project { get; init; }

    /// <summary>Where the list tells it; null for a declared job.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>Where the list tells its schedule; null for a declared job.</summary>
    public SourcePlace? SchedulePlace { get; init; }

    /// <summary><c>job/name</c>, the form every report uses.</summary>
    public string Subject => $"job/{Name}";
}

/// <summary>A statement that a listed job runs.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Destination">The table into which its rows go, if that is not said by the statement itself.</param>
internal sealed record ListedQuery(string Sql, string? Destination);

/// <summary>A job that takes no part in the proof.</summary>
/// <param name="Name">The job.</param>
/// <param name="Reason">One sentence: why.</param>
internal sealed record JobLeftOut(string Name, string Reason);

/// <summary>What a list of jobs says, and everything that is wrong with it.</summary>
internal sealed record JobList
{
    /// <summary>The jobs, in the order of the list.</summary>
    public IReadOnlyList<ListedJob> Jobs { get; init; } = [];

    /// <summary>The views on what the jobs write, where somebody knows them.</summary>
    public IReadOnlyList<ScheduledView> Views { get; init; } = [];

    /// <summary>The jobs that do not fire, and why.</summary>
    public IReadOnlyList<JobLeftOut> LeftOut { get; init; } = [];

    /// <summary>Mistakes and notes, each with its place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>A list that says nothing because of one mistake.</summary>
    public static JobList Unreadable(string message, string remedy, SourcePlace place) =>
        new() { Diagnostics = [DiagnosticFacts.ListUnreadable.On($"list/{place.File}", message, remedy, place)] };

    /// <summary>Several lists as one: a job that two of them name is a mistake.</summary>
    public static JobList Of(IReadOnlyList<JobList> lists)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var again = new List<Diagnostic>();
        var jobs = new List<ListedJob>();
        foreach (var job in lists.SelectMany(l => l.Jobs))
        {
            if (names.Add(job.Name)) jobs.Add(job);
            else again.Add(DiagnosticFacts.DuplicateName.On(job.Subject, $"The name '{job.Name}' stands in the list twice; the first one counts.", "Give each job its own name, or remove one.", job.Place));
        }

        return new() { Jobs = jobs, LeftOut = [.. lists.SelectMany(l => l.LeftOut)], Diagnostics = [.. lists.SelectMany(l => l.Diagnostics), .. again] };
    }
}
