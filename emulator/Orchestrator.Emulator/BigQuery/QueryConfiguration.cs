using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Engine;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>What a query job is to do: <c>configuration.query</c> of a job, or the body of <c>jobs.query</c>, which share their fields.</summary>
/// <param name="Statement">The statement for the warehouse.</param>
/// <param name="DryRun">Only analyze.</param>
/// <param name="MaximumBytesBilled">Refuse to bill more; null sets no limit.</param>
/// <param name="Json">The configuration as the job resource shows it.</param>
internal sealed record QueryConfiguration(StatementRequest Statement, bool DryRun, long? MaximumBytesBilled, JsonObject Json)
{
    private const long Megabyte = 1_048_576;
    private const long Least = 10;

    private static readonly string[] Shown =
    [
        "query", "destinationTable", "createDisposition", "writeDisposition", "defaultDataset", "priority", "useQueryCache", "maximumBytesBilled", "parameterMode",
        "queryParameters", "timePartitioning", "clustering", "schemaUpdateOptions",
    ];

    /// <summary>Reads the configuration of a job (<c>jobs.insert</c>).</summary>
    public static QueryConfiguration OfJob(string project, Fields configuration)
    {
        foreach (var kind in (string[])["load", "copy", "extract"])
            if (configuration.Object(kind) is not null) throw Failures.NotImplemented($"The emulator runs query jobs only, not {kind} jobs: insert rows with tabledata.insertAll or with INSERT.");
        var query = configuration.Object("query") ?? throw Failures.Invalid("Required parameter is missing: configuration.query");
        return Read(project, query, configuration.Flag("dryRun") ?? false, configuration.Json["labels"]);
    }

    /// <summary>Reads the body of <c>jobs.query</c>.</summary>
    public static QueryConfiguration OfRequest(string project, Fields request) => Read(project, request, request.Flag("dryRun") ?? false, request.Json["labels"]);

    private static QueryConfiguration Read(string project, Fields query, bool dryRun, JsonNode? labels)
    {
        var sql = query.Required("query", "query");
        if (query.Flag("useLegacySql") ?? true)
            throw Failures.Invalid("The emulator does not support legacy SQL: set useLegacySql to false (BigQuery takes a missing value for true).");
        var dataset = query.Object("defaultDataset");
        var statement = new StatementRequest
        {
            Sql = sql,
            Project = dataset?.Text("projectId") ?? project,
            DefaultDataset = dataset is null ? null : BigQueryRoutes.Dataset(dataset.Required("datasetId", "defaultDataset.datasetId")),
            Parameters = Parameters.Read(query),
            Destination = query.Object("destinationTable") is { } table ? Destination(project, table) : null,
            WriteDisposition = query.Text("writeDisposition") switch
            {
                null or "" or "WRITE_EMPTY" => WriteDisposition.WriteEmpty,
                "WRITE_TRUNCATE" => WriteDisposition.WriteTruncate,
                "WRITE_APPEND" => WriteDisposition.WriteAppend,
                "WRITE_TRUNCATE_DATA" => throw Failures.NotImplemented("The emulator has no WRITE_TRUNCATE_DATA: use WRITE_TRUNCATE, or TRUNCATE TABLE and WRITE_APPEND."),
                var other => throw Failures.Invalid($"Invalid value for writeDisposition: {other} is not a valid value"),
            },
            CreateDisposition = query.Text("createDisposition") switch
            {
                null or "" or "CREATE_IF_NEEDED" => CreateDisposition.CreateIfNeeded,
                "CREATE_NEVER" => CreateDisposition.CreateNever,
                var other => throw Failures.Invalid($"Invalid value for createDisposition: {other} is not a valid value"),
            },
        };
        var shown = Fields.Only(query.Json, Shown);
        shown["useLegacySql"] = false;
        var json = new JsonObject { ["jobType"] = "QUERY", ["query"] = shown };
        if (labels is not null) json["labels"] = labels.DeepClone();
        if (dryRun) json["dryRun"] = true;
        Labels.Check(json);
        return new(statement, dryRun, query.Number("maximumBytesBilled"), json);
    }

    /// <summary>
    /// What on-demand pricing bills (https://cloud.google.com/bigquery/pricing): whole MB of 2^20 bytes, at least 10 of them for each table that is read. A
    /// statement that reads no byte, such as a count of all rows, is free.
    /// </summary>
    public static long Billed(StatementResult result) =>
        result.TotalBytesProcessed == 0 ? 0 : result.BytesByTable.Values.Where(bytes => bytes > 0).Sum(bytes => Math.Max(Least, (bytes + Megabyte - 1) / Megabyte)) * Megabyte;

    /// <summary>Refuses a query that would bill more than allowed.</summary>
    public void CheckBytes(StatementResult estimate)
    {
        var billed = Billed(estimate);
        if (MaximumBytesBilled is { } limit && billed > limit)
            throw new Wire.GoogleFailure(400, "INVALID_ARGUMENT", "bytesBilledLimitExceeded",
                $"Query exceeded limit for bytes billed: {limit.ToString(CultureInfo.InvariantCulture)}. {billed.ToString(CultureInfo.InvariantCulture)} or higher required.");
    }

    private static TableReference Destination(string project, Fields table) => new(table.Text("projectId") ?? project,
        BigQueryRoutes.Table(BigQueryRoutes.Dataset(table.Required("datasetId", "destinationTable.datasetId")), table.Required("tableId", "destinationTable.tableId")));
}
