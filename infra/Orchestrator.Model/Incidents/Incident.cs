using System.Text.Json.Nodes;
using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// A state in which somebody found a pipeline: the live resources that differ from the declaration, the rows, and what the syncs deliver
/// afterwards. Data only: a local cloud is set to it, the pipeline's verbs catch it, explain it and fix it.
/// </summary>
public sealed record Incident
{
    /// <summary>The number of the document that reported it: <c>004</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What went wrong, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The instant at which it was found.</summary>
    public required Instant At { get; init; }

    /// <summary>The instant from which on the incident is replayed; null when it is replayed from how it was found.</summary>
    public Instant? Begins { get; init; }

    /// <summary>An instant after the first good night: with the declared schedules live, every check holds again.</summary>
    public required Instant Recovered { get; init; }

    /// <summary>The pipeline as it is declared, which is how it should have been.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>The jobs that were otherwise when the replay begins; every other resource was as declared.</summary>
    public required IReadOnlyList<JobAsFound> JobsAsFound { get; init; }

    /// <summary>How the rows came to be as they were found, in order.</summary>
    public required IReadOnlyList<IncidentStep> Load { get; init; }

    /// <summary>The ticket that reported it, as far as it says something; null when there was none.</summary>
    public IncidentTicket? Ticket { get; init; }

    /// <summary>What a job writes when it fires after <see cref="At"/>, by job name and fire: rows to insert, by table. Empty for a job that delivers nothing.</summary>
    public required Func<string, Instant, IReadOnlyList<TableRows>> Deliver { get; init; }

    /// <summary>What a job runs in the warehouse when it fires, by job name and fire: GoogleSQL statements, in order. Default: nothing, jobs only deliver rows.</summary>
    public Func<string, Instant, IReadOnlyList<string>> Statements { get; init; } = (_, _) => [];

    /// <summary>What happened between <see cref="Begins"/> and <see cref="At"/>, in order. Default: nothing that is known.</summary>
    public IReadOnlyList<IncidentEvent> Timeline { get; init; } = [];

    /// <summary>What somebody looks at while it happens, and how often. Default: nobody watches.</summary>
    public IncidentWatch? Watch { get; init; }

    /// <summary>How it is mended beyond what a deploy does. Default: not at all.</summary>
    public IncidentRepair? Repair { get; init; }
}

/// <summary>What people wrote when they reported an incident.</summary>
/// <param name="Priority">The priority as they typed it: <c>Medium</c>. What it should be is computed.</param>
/// <param name="RequestedBy">The team; no person.</param>
public sealed record IncidentTicket(string Priority, string RequestedBy);

/// <summary>A job of Cloud Scheduler as it was found.</summary>
/// <param name="Job">The declared job's name.</param>
/// <param name="Schedule">The schedule that was live.</param>
/// <param name="Enabled">Whether it fired.</param>
/// <param name="Authenticated">Whether its calls carried a token.</param>
public sealed record JobAsFound(string Job, Schedules.Schedule Schedule, bool Enabled = true, bool Authenticated = true)
{
    /// <summary>The statement that a query job ran. Default: the declared one.</summary>
    public string? Statement { get; init; }
}

/// <summary>One step on the way to the rows as they were found.</summary>
public abstract record IncidentStep
{
    private IncidentStep()
    {
    }

    /// <summary>Rows that are inserted.</summary>
    /// <param name="Tables">Rows by table.</param>
    public sealed record Insert(IReadOnlyList<TableRows> Tables) : IncidentStep;

    /// <summary>A statement that is run.</summary>
    /// <param name="Sql">GoogleSQL.</param>
    public sealed record Statement(string Sql) : IncidentStep;

    /// <summary>A query job that ran.</summary>
    /// <param name="Job">The job's name.</param>
    /// <param name="At">When it ran.</param>
    public sealed record Run(string Job, Instant At) : IncidentStep;
}

/// <summary>Rows of one table, as BigQuery's <c>tabledata.insertAll</c> takes them.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Column to value. An object belongs to nobody yet and may be put into a request.</param>
public sealed record TableRows(Table Table, IReadOnlyList<JsonObject> Rows);
