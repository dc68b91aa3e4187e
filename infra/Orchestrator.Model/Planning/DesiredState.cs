using NodaTime;

namespace Orchestrator.Model;

/// <summary>What a pipeline declares, in the form in which live resources are observed (<see cref="PropertyFacts"/>).</summary>
public static class DesiredState
{
    /// <summary>Every resource of a pipeline, in the order of <see cref="ResourceId"/>.</summary>
    /// <param name="analyzed">A pipeline without errors.</param>
    /// <param name="project">The Google Cloud project that is deployed to; statements are moved to it.</param>
    /// <exception cref="ArgumentException">The SQL of a relation or job is missing: the pipeline has errors.</exception>
    public static IReadOnlyList<ResourceState> Of(AnalyzedPipeline analyzed, string project)
    {
        var graph = PipelineGraph.Of(analyzed);
        return
        [
            .. analyzed.Pipeline.Datasets.Select(d => DesiredDataset.Of(graph, d, project))
                .Concat(analyzed.Pipeline.Relations.Select(r => DesiredRelation.Of(analyzed, graph, r, project)))
                .Concat(analyzed.Pipeline.Routines.Select(r => DesiredRoutine.Of(analyzed, graph, r, project)))
                .Concat(analyzed.Pipeline.Jobs.Select(j => DesiredJob.Of(analyzed, graph, j, project)))
                .OrderBy(s => s.Id),
        ];
    }

    internal static PropertyDictionary Properties(IEnumerable<(string Name, string? Value)> properties) => properties
        .Where(p => !string.IsNullOrEmpty(p.Value))
        .ToPropertyDictionary(p => p.Name, p => p.Value!);
}

/// <summary>The desired state of tables, views and materialized tables.</summary>
internal static class DesiredRelation
{
    public static ResourceState Of(AnalyzedPipeline analyzed, PipelineGraph graph, Relation relation, string project)
    {
        var columns = Columns(analyzed, relation);
        var properties = new PropertyDictionaryBuilder(columns.Count + 4);
        var order = new List<string>(columns.Count);
        SchemaProperties.Add(properties, columns, order);
        foreach (var (name, value) in Own(analyzed, relation, project).Concat([("description", relation.Description), ("friendlyName", relation.FriendlyName), ("expirationTime", ExpirationOf(relation))]))
            if (!string.IsNullOrEmpty(value)) properties[name] = value;
        return new()
        {
            Id = relation.ResourceId,
            ColumnOrder = order,
            Properties = properties.ToProperties(),
            // A stored table is created from its schema: what fills it need not exist yet.
            DependsOn = [.. (PipelineGraph.IsLanded(relation) ? [] : graph.ReadsOf(relation.Id)).Select(r => r.ResourceId).Append(relation.Dataset.ResourceId).Order()],
        };
    }

    // Of a view the columns follow from its SQL, which is compared; the words of columns are declared with a table only.
    private static IReadOnlyList<Column> Columns(AnalyzedPipeline analyzed, Relation relation) => relation switch
    {
        Table table => table.Columns,
        MaterializedTable { Strategy: Materialization.Rebuilt } table => [.. Sql(analyzed, table).Analysis.Columns.Select(WithoutWords)],
        _ => [],
    };

    private static Column WithoutWords(Column column) => column.Description is null && column.Fields.Count == 0 ? column : column with { Description = null, Fields = [.. column.Fields.Select(WithoutWords)] };

    private static IEnumerable<(string Name, string? Value)> Own(AnalyzedPipeline analyzed, Relation relation, string project) => relation switch
    {
        Table table => [.. Partitions(table, table.PartitionedBy), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        MaterializedTable { Strategy: Materialization.Rebuilt } table => [.. Partitions(table, table.PartitionedBy), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        MaterializedTable { Strategy: Materialization.AsMaterializedView view } table =>
            [.. MaterializedView(view, Moved(analyzed, table, project)), .. Storage(table.PartitionedBy, table.ClusteredBy)],
        _ => [("view.query", Moved(analyzed, relation, project))],
    };

    private static IEnumerable<(string Name, string? Value)> MaterializedView(Materialization.AsMaterializedView view, string query)
    {
        yield return ("materializedView.query", query);
        if (view.RefreshEvery != Duration.FromMinutes(30)) yield return ("materializedView.refreshIntervalMs", $"{(long)view.RefreshEvery.TotalMilliseconds}");
        if (view.AllowNonIncremental) yield return ("materializedView.allowNonIncrementalDefinition", "true");
        if (view.MaxStaleness is { } staleness) yield return ("maxStaleness", ApiDuration.Write(staleness));
    }

    private static IEnumerable<(string Name, string? Value)> Storage(Partitioning? partitioning, IReadOnlyList<string> clusteredBy)
    {
        if (partitioning is not null)
        {
            yield return ("timePartitioning.type", partitioning.By.ToString().ToUpperInvariant());
            yield return ("timePartitioning.field", partitioning.Field);
        }
        yield return ("clustering.fields", string.Join(',', clusteredBy));
    }

    // What a table does not say itself, BigQuery takes from the dataset when the table is created.
    private static IEnumerable<(string Name, string? Value)> Partitions(Relation relation, Partitioning? partitioning)
    {
        if (partitioning is null) yield break;
        yield return ("timePartitioning.expirationMs", DesiredDataset.Milliseconds(partitioning.ExpireAfter ?? relation.Dataset.PartitionsExpireAfter));
        yield return ("requirePartitionFilter", partitioning.RequireFilter ? "true" : null);
    }

    private static string? ExpirationOf(Relation relation)
    {
        if (relation.ExpiresAt is { } at) return Expiration.At(at);
        var isPartitioned = relation is Table { PartitionedBy: not null } or MaterializedTable { PartitionedBy: not null, Strategy: not Materialization.AsView };
        return relation.Dataset.TablesExpireAfter is not { } lifetime || (isPartitioned && relation.Dataset.PartitionsExpireAfter is not null) ? null : Expiration.After(lifetime);
    }

    private static string Moved(AnalyzedPipeline analyzed, Relation relation, string project) =>
        SqlProject.Replace(Sql(analyzed, relation).Text, analyzed.Pipeline.Project, project);

    private static AnalyzedSql Sql(AnalyzedPipeline analyzed, Relation relation) => analyzed.Relations.TryGetValue(relation.Id, out var sql)
        ? sql
        : throw new ArgumentException($"{relation.ResourceId} has no SQL: correct the mistakes of pipeline {analyzed.Pipeline.Name} first.", nameof(analyzed));
}

/// <summary>The desired state of Cloud Scheduler jobs.</summary>
internal static class DesiredJob
{
    public static ResourceState Of(AnalyzedPipeline analyzed, PipelineGraph graph, Job job, string project) => new()
    {
        Id = job.ResourceId,
        Properties = DesiredState.Properties([.. Common(job), .. Target(analyzed, job, project)]),
        DependsOn = [.. graph.ReadsOf(job).Concat(graph.WritesOf(job)).Select(r => r.ResourceId).Distinct().Order()],
    };

    private static IEnumerable<(string Name, string? Value)> Common(Job job)
    {
        var retry = job.Retry;
        yield return ("schedule", job.Schedule.Expression);
        yield return ("timeZone", job.Schedule.Zone);
        yield return ("state", job.State.ApiName);
        yield return ("description", job.Description);
        yield return ("attemptDeadline", ApiDuration.Write(job.AttemptDeadline));
        yield return ("retryConfig.retryCount", Unless(retry.Count, RetryPolicy.None.Count, $"{retry.Count}"));
        yield return ("retryConfig.maxRetryDuration", Unless(retry.MaxDuration, RetryPolicy.None.MaxDuration, ApiDuration.Write(retry.MaxDuration)));
        yield return ("retryConfig.minBackoffDuration", Unless(retry.MinBackoff, RetryPolicy.None.MinBackoff, ApiDuration.Write(retry.MinBackoff)));
        yield return ("retryConfig.maxBackoffDuration", Unless(retry.MaxBackoff, RetryPolicy.None.MaxBackoff, ApiDuration.Write(retry.MaxBackoff)));
        yield return ("retryConfig.maxDoublings", Unless(retry.MaxDoublings, RetryPolicy.None.MaxDoublings, $"{retry.MaxDoublings}"));
    }

    private static IEnumerable<(string Name, string? Value)> Target(AnalyzedPipeline analyzed, Job job, string project)
    {
        var account = analyzed.Pipeline.ServiceAccountEmail(job.ServiceAccount, project);
        return job switch
        {
            HttpJob http =>
            [
                ("httpTarget.uri", http.Uri.OriginalString),
                ("httpTarget.httpMethod", http.Method),
                ("httpTarget.oidcToken.serviceAccountEmail", account),
                .. Body(http.Body),
            ],
            _ =>
            [
                ("httpTarget.uri", QueryJobBody.TargetUri(project)),
                ("httpTarget.httpMethod", "POST"),
                ("httpTarget.oauthToken.serviceAccountEmail", account),
                .. Body(QueryJobBody.For(Statement(analyzed, job, project))),
            ],
        };
    }

    // Cloud Scheduler announces a body as application/octet-stream unless told otherwise.
    private static IEnumerable<(string Name, string? Value)> Body(string? body)
    {
        var properties = JobBody.Flatten(body);
        var isJson = properties.Count > 0 && !properties.ContainsKey(JobBody.Property);
        return properties.Select(p => (p.Key, (string?)p.Value)).Append(("httpTarget.headers.Content-Type", isJson ? "application/json" : null));
    }

    private static string Statement(AnalyzedPipeline analyzed, Job job, string project) => analyzed.Jobs.TryGetValue(job.Name, out var sql)
        ? SqlProject.Replace(sql.Text, analyzed.Pipeline.Project, project)
        : throw new ArgumentException($"{job.ResourceId} has no statement: correct the mistakes of pipeline {analyzed.Pipeline.Name} first.", nameof(analyzed));

    private static string? Unless<T>(T value, T standard, string text)
        where T : notnull => value.Equals(standard) ? null : text;
}
