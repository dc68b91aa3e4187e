using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;
using Orchestrator.Engine;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>A query job: running, or done with a result or an error.</summary>
internal sealed class QueryJob(string project, string id, string location, long number, JsonObject configuration, Instant created)
{
    /// <summary>The project that runs it.</summary>
    public string Project => project;

    /// <summary>The job's id inside the project and location.</summary>
    public string Id => id;

    /// <summary>Where it runs.</summary>
    public string Location => location;

    /// <summary>What it was asked to do, as the resource shows it.</summary>
    public JsonObject Configuration => configuration;

    /// <summary>Its place in the order of creation.</summary>
    public long Number => number;

    /// <summary>When it was created.</summary>
    public Instant Created => created;

    /// <summary>The <c>requestId</c> of the call that started it, by which the same call sent again is known; null when it had none.</summary>
    public string? Request { get; init; }

    /// <summary>Whether it is stored when it is done. Queries that only read, and were not asked to be jobs, go with their result.</summary>
    public bool Kept { get; set; } = true;

    /// <summary>RUNNING or DONE.</summary>
    public string State => Ended is null ? "RUNNING" : "DONE";

    /// <summary>When it ended; null while it runs.</summary>
    public Instant? Ended { get; set; }

    /// <summary>What it gave; null while it runs, after an error, and when the result has expired.</summary>
    public StatementResult? Result { get; set; }

    /// <summary>The final error, or null.</summary>
    public GoogleFailure? Error { get; set; }

    /// <summary>The statistics of the statement as a job shows them; null while it runs or after an error.</summary>
    public JsonObject? Statistics { get; set; }

    /// <summary>Ends when the job is done, whatever came of it.</summary>
    public Task Done { get; set; } = Task.CompletedTask;

    /// <summary>Asks the job to stop.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    /// <summary><c>{projectId, jobId, location}</c>.</summary>
    public JsonObject Reference() => new() { ["projectId"] = project, ["jobId"] = id, ["location"] = location };

    /// <summary>The resource as BigQuery answers it.</summary>
    public JsonObject Resource(Call call)
    {
        var statistics = new JsonObject { ["creationTime"] = Fields.Milliseconds(created), ["startTime"] = Fields.Milliseconds(created) };
        if (Ended is { } ended) statistics["endTime"] = Fields.Milliseconds(ended);
        if (Statistics is not null)
        {
            statistics["totalBytesProcessed"] = Statistics["totalBytesProcessed"]!.DeepClone();
            statistics["query"] = Statistics.DeepClone();
        }

        var status = new JsonObject { ["state"] = State };
        if (Error is not null)
        {
            status["errorResult"] = Error.Proto();
            status["errors"] = new JsonArray(Error.Proto());
        }

        var resource = new JsonObject
        {
            ["kind"] = "bigquery#job",
            ["id"] = $"{project}:{location}.{id}",
            ["jobReference"] = Reference(),
            ["configuration"] = configuration.DeepClone(),
            ["statistics"] = statistics,
            ["status"] = status,
            ["user_email"] = "local@localhost",
        };
        resource["etag"] = Etag.Of(resource, Ended ?? created);
        resource["selfLink"] = BigQueryRoutes.Link(call, $"/jobs/{id}?location={location}");
        return resource;
    }

    /// <summary>The statistics of a statement, run or only estimated.</summary>
    public static JsonObject StatisticsOf(StatementResult result, bool dryRun)
    {
        var statistics = new JsonObject
        {
            ["statementType"] = result.StatementType,
            ["totalBytesProcessed"] = Text(result.TotalBytesProcessed),
            ["totalBytesBilled"] = dryRun ? "0" : Text(QueryConfiguration.Billed(result)),
            ["cacheHit"] = false,
        };
        if (dryRun) statistics["totalBytesProcessedAccuracy"] = "PRECISE";
        if (result.ReferencedTables.Count > 0) statistics["referencedTables"] = new JsonArray([.. result.ReferencedTables.Select(TableResource.Reference)]);
        if (result.Columns.Count > 0) statistics["schema"] = Schemas.Write(result.Columns);
        if (result.DdlOperation is { } operation)
        {
            statistics["ddlOperationPerformed"] = operation;
            if (result.Target is { } target) statistics["ddlTargetTable"] = TableResource.Reference(target);
        }

        if (result.Dml is { } dml)
        {
            statistics["numDmlAffectedRows"] = Text(dml.Affected);
            statistics["dmlStats"] = new JsonObject
            {
                ["insertedRowCount"] = Text(dml.Inserted),
                ["updatedRowCount"] = Text(dml.Updated),
                ["deletedRowCount"] = Text(dml.Deleted),
            };
        }

        return statistics;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
