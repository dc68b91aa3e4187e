using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A Cloud Scheduler job: something that fires on a schedule and calls an HTTP target.</summary>
public abstract record Job
{
    /// <summary>The job's id: letters, digits, hyphens and underscores, at most 500 characters.</summary>
    public required string Name { get; init; }

    /// <summary>When it fires. The zone is always stated (R68).</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Plain words for people. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the job fires. Default: enabled. A pause has a reason, an owner and an expiry.</summary>
    public JobState State { get; init; } = JobState.Enabled;

    /// <summary>The longest a run takes, retries included. Default: not declared; then the worst case of attempts and back-offs is assumed, and a diagnostic says so.</summary>
    public Duration? Longest { get; init; }

    /// <summary>How long Cloud Scheduler waits for an answer. Default: 180 s; allowed 15 s to 30 min.</summary>
    public Duration AttemptDeadline { get; init; } = Duration.FromSeconds(180);

    /// <summary>What happens after a failed attempt. Default: nothing until the next fire.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.None;

    /// <summary>How late a run may start before it counts as missed. Default: 15 min; Cloud Scheduler itself promises no precision.</summary>
    public Duration Grace { get; init; } = Duration.FromMinutes(15);

    /// <summary>The service account whose token is sent, as an account id inside the project. Default: the pipeline's.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary><c>job/name</c>.</summary>
    public ResourceId ResourceId => ResourceId.Job(Name);

    /// <summary>
    /// How long a run can last: <see cref="Longest"/> when declared, else (1 + retries) deadlines and the back-offs between them, as Cloud Scheduler
    /// documents them (5 retries of 180 s: 1,235 s).
    /// </summary>
    public Duration LongestRun => Longest ?? Retry.WorstCase(AttemptDeadline);
}

/// <summary>A job that calls an HTTP endpoint, which writes tables by means that nobody here can see.</summary>
public sealed record HttpJob : Job
{
    /// <summary>The endpoint, http or https.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The HTTP method. Default: POST.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>The request body, for POST, PUT and PATCH. Default: none.</summary>
    public string? Body { get; init; }

    /// <summary>The tables that a run writes.</summary>
    public required IReadOnlyList<Table> Writes { get; init; }

    /// <summary>Whether readers see all of a run's rows or none. Default: no, so no consumer may start while it runs.</summary>
    public bool AtomicWrites { get; init; }

    /// <summary>What a run does with the rows that are there. Default: not declared.</summary>
    public JobWriteDisposition? WriteDisposition { get; init; }

    /// <summary>How far back each run loads again. Default: not declared.</summary>
    public Period? LookBack { get; init; }
}

/// <summary>
/// A job whose target is BigQuery's own <c>jobs</c> endpoint, with the statement in the body: a materialized table is rebuilt in the pipeline's
/// zone with no function to deploy. Its writes are atomic.
/// </summary>
public sealed record QueryJob : Job
{
    /// <summary>The table that each run rebuilds; the statement is generated from its SQL and strategy. Null when <see cref="Statement"/> is given.</summary>
    public MaterializedTable? Rebuilds { get; init; }

    /// <summary>A DML statement of its own: the name of a file <c>sql/jobs/&lt;name&gt;.sql</c>. Null when <see cref="Rebuilds"/> is given.</summary>
    public string? Statement { get; init; }
}
