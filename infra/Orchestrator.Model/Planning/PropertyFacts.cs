namespace Orchestrator.Model;

/// <summary>How two values of a property are compared.</summary>
public enum Comparison
{
    /// <summary>Character by character.</summary>
    Text,

    /// <summary>By meaning, with the GoogleSQL analyzer.</summary>
    Sql,

    /// <summary>As time zones: <c>utc</c>, <c>UTC</c> and <c>Etc/UTC</c> are one.</summary>
    Zone,

    /// <summary>As instants at which a table expires (<see cref="Expiration"/>).</summary>
    Expiration,
}

/// <summary>What is known of one property of one kind of resource.</summary>
/// <param name="Kind">The kind of resource.</param>
/// <param name="Name">The property; a final <c>*</c> stands for the rest of the name.</param>
/// <param name="Compared">How values are compared.</param>
/// <param name="InPlace">Whether the service can change it without deleting the resource.</param>
public sealed record PropertyFact(ResourceKind Kind, string Name, Comparison Compared = Comparison.Text, bool InPlace = true);

/// <summary>
/// The properties by which resources are compared, in the API's spelling. Values are canonical: durations as seconds with the unit (<c>180s</c>,
/// <c>5.5s</c>), numbers without leading zeros, booleans as <c>true</c> and <c>false</c>, lists joined by commas. A property at the service's default
/// is left out on both sides (sources: the BigQuery v2 and Cloud Scheduler v1 references), so server-filled values are never drift; of a Scheduler job
/// <c>schedule</c>, <c>timeZone</c>, <c>state</c>, <c>attemptDeadline</c> and <c>httpTarget.httpMethod</c> are always present. Left out as defaults: an
/// <c>oauthToken.scope</c> of cloud-platform, an <c>oidcToken.audience</c> equal to the uri, a Content-Type of application/octet-stream, and the
/// headers that Cloud Scheduler sets itself. Bodies are flattened by <see cref="JobBody"/>, durations written by <see cref="ApiDuration"/>.
/// </summary>
public static class PropertyFacts
{
    /// <summary>All facts.</summary>
    public static IReadOnlyList<PropertyFact> All { get; } =
    [
        new(ResourceKind.Dataset, "location", InPlace: false),
        new(ResourceKind.Dataset, "description"),
        new(ResourceKind.Dataset, "labels.*"),
        new(ResourceKind.Dataset, "friendlyName"),
        new(ResourceKind.Dataset, "defaultTableExpirationMs"),
        new(ResourceKind.Dataset, "defaultPartitionExpirationMs"),

        // access.<ROLE>.<kind of member>:<member> = "present"; see AccessProperties.
        new(ResourceKind.Dataset, "access.*"),

        // schema.<field path> = "<TYPE> <MODE>", for example schema.customer.name = "STRING NULLABLE". Order of columns does not count.
        new(ResourceKind.Table, "schema.*"),
        new(ResourceKind.Table, "timePartitioning.type", InPlace: false),
        new(ResourceKind.Table, "timePartitioning.field", InPlace: false),
        new(ResourceKind.Table, "timePartitioning.expirationMs"),
        new(ResourceKind.Table, "requirePartitionFilter"),
        new(ResourceKind.Table, "clustering.fields"),
        new(ResourceKind.Table, "expirationTime", Comparison.Expiration),
        new(ResourceKind.Table, "description"),
        new(ResourceKind.Table, "friendlyName"),
        new(ResourceKind.Table, "labels.*"),

        // descriptions.<field path> = the words of a column.
        new(ResourceKind.Table, "descriptions.*"),

        new(ResourceKind.View, "view.query", Comparison.Sql),
        new(ResourceKind.View, "description"),
        new(ResourceKind.View, "expirationTime", Comparison.Expiration),
        new(ResourceKind.View, "friendlyName"),
        new(ResourceKind.View, "labels.*"),

        new(ResourceKind.MaterializedView, "materializedView.query", Comparison.Sql, InPlace: false),
        new(ResourceKind.MaterializedView, "materializedView.enableRefresh"),
        new(ResourceKind.MaterializedView, "materializedView.refreshIntervalMs"),
        new(ResourceKind.MaterializedView, "materializedView.allowNonIncrementalDefinition", InPlace: false),
        new(ResourceKind.MaterializedView, "maxStaleness"),
        new(ResourceKind.MaterializedView, "timePartitioning.type", InPlace: false),
        new(ResourceKind.MaterializedView, "timePartitioning.field", InPlace: false),
        new(ResourceKind.MaterializedView, "clustering.fields"),
        new(ResourceKind.MaterializedView, "description"),
        new(ResourceKind.MaterializedView, "expirationTime", Comparison.Expiration),
        new(ResourceKind.MaterializedView, "friendlyName"),
        new(ResourceKind.MaterializedView, "labels.*"),

        // definition = the statement that would create it; see RoutineDefinition.
        new(ResourceKind.Routine, "routineType", InPlace: false),
        new(ResourceKind.Routine, "language", InPlace: false),
        new(ResourceKind.Routine, "definition", Comparison.Sql),
        new(ResourceKind.Routine, "description"),

        new(ResourceKind.Job, "schedule"),
        new(ResourceKind.Job, "timeZone", Comparison.Zone),
        new(ResourceKind.Job, "state"),
        new(ResourceKind.Job, "description"),
        new(ResourceKind.Job, "attemptDeadline"),
        new(ResourceKind.Job, "retryConfig.retryCount"),
        new(ResourceKind.Job, "retryConfig.maxRetryDuration"),
        new(ResourceKind.Job, "retryConfig.minBackoffDuration"),
        new(ResourceKind.Job, "retryConfig.maxBackoffDuration"),
        new(ResourceKind.Job, "retryConfig.maxDoublings"),
        new(ResourceKind.Job, "httpTarget.uri"),
        new(ResourceKind.Job, "httpTarget.httpMethod"),
        new(ResourceKind.Job, "httpTarget.headers.*"),
        new(ResourceKind.Job, "httpTarget.oauthToken.serviceAccountEmail"),
        new(ResourceKind.Job, "httpTarget.oauthToken.scope"),
        new(ResourceKind.Job, "httpTarget.oidcToken.serviceAccountEmail"),
        new(ResourceKind.Job, "httpTarget.oidcToken.audience"),

        // A body that is a JSON object is compared member by member (httpTarget.body.<path>), any other body as text under httpTarget.body.
        new(ResourceKind.Job, "httpTarget.body.configuration.query.query", Comparison.Sql),
        new(ResourceKind.Job, "httpTarget.body.*"),
        new(ResourceKind.Job, "httpTarget.body"),

        // Targets that a pipeline cannot declare are still observed, so that a job that was changed into one is seen.
        new(ResourceKind.Job, "pubsubTarget.*"),
        new(ResourceKind.Job, "appEngineHttpTarget.*"),
    ];

    // Asked for every property of every resource: whole names by hash, the few beginnings one by one, the longest first.
    private static readonly Dictionary<(ResourceKind, string), PropertyFact> Whole = All.Where(f => !f.Name.EndsWith('*')).ToDictionary(f => (f.Kind, f.Name));

    private static readonly ILookup<ResourceKind, (string Beginning, PropertyFact Fact)> Beginnings = All
        .Where(f => f.Name.EndsWith('*'))
        .OrderByDescending(f => f.Name.Length)
        .ToLookup(f => f.Kind, f => (f.Name[..^1], f));

    private static readonly HashSet<ResourceKind> WithSql = [.. All.Where(f => f.Compared == Comparison.Sql).Select(f => f.Kind)];

    /// <summary>
    /// Whether a live property that nobody declares is the service's own doing, although its name alone does not say so: the entry of a dataset's
    /// creator among those who have access.
    /// </summary>
    public static bool IsServerFilled(ResourceState declared, ResourceState live, string property) => AccessProperties.IsCreator(property, declared, live);

    /// <summary>Whether a kind of resource has properties that are SQL.</summary>
    public static bool HasSql(ResourceKind kind) => WithSql.Contains(kind);

    /// <summary>The fact for a property; the most specific name wins. Null for a property that is not compared, such as a label of Google's own.</summary>
    public static PropertyFact? Find(ResourceKind kind, string property)
    {
        if (property.StartsWith("labels.goog-", StringComparison.Ordinal)) return null;
        if (Whole.TryGetValue((kind, property), out var whole)) return whole;
        foreach (var (beginning, fact) in Beginnings[kind])
            if (property.StartsWith(beginning, StringComparison.Ordinal)) return fact;
        return null;
    }
}
