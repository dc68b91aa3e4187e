using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

/// <summary>Random declared states, in canonical form: every property that the facts list appears and is absent.</summary>
internal sealed class RandomStates(int seed)
{
    private readonly Random _random = new(seed);

    public ResourceState Job()
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["schedule"] = Of("0 3 * * *", "0 4 * * *", "30 2 1 * *");
        properties["timeZone"] = Of("UTC", "America/Phoenix", "America/Denver");
        properties["state"] = Of("ENABLED", "PAUSED");
        properties["attemptDeadline"] = Of("180s", "15s", "1800s", "20.5s");
        properties["httpTarget.uri"] = Of("https://example.com/a", "https://example.com/b?x=1");
        properties["httpTarget.httpMethod"] = Of("POST", "PUT");
        Maybe(properties, "description", "Plain words", "Ünïcode \"quoted\"");
        Maybe(properties, "retryConfig.retryCount", "1", "5");
        Maybe(properties, "retryConfig.maxRetryDuration", "60s", "0.25s");
        Maybe(properties, "retryConfig.minBackoffDuration", "1s", "10s");
        Maybe(properties, "retryConfig.maxBackoffDuration", "300s");
        Maybe(properties, "retryConfig.maxDoublings", "0", "3");
        Maybe(properties, "httpTarget.headers.X-Key", "1", "2");
        Maybe(properties, "httpTarget.headers.Content-Type", "application/json");
        var body = Of(null, "plain", """{"a":{"b.c":1,"d":[1,2]},"e":"x"}""", """{"configuration":{"query":{"query":"SELECT 'é' -- c","useLegacySql":false}}}""");
        foreach (var (name, value) in JobBody.Flatten(body)) properties[name] = value;
        if (Token() is { } token) foreach (var (name, value) in token) properties[name] = value;
        return new() { Id = ResourceId.Job("sync"), Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value) };
    }

    public ResourceState Dataset()
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["location"] = "US";
        Maybe(properties, "defaultTableExpirationMs", "3600000", "86400000");
        Maybe(properties, "defaultPartitionExpirationMs", "86400000");
        Maybe(properties, "access.READER.groupByEmail:analysts@example.com", AccessProperties.Present);
        Maybe(properties, "access.WRITER.userByEmail:loader@example.com", AccessProperties.Present);
        Maybe(properties, "access.roles/bigquery.metadataViewer.domain:example.com", AccessProperties.Present);
        Words(properties);
        return new() { Id = new(ResourceKind.Dataset, "raw"), Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value) };
    }

    public ResourceState Routine()
    {
        var kind = Of(RoutineKind.Function, RoutineKind.TableFunction, RoutineKind.Procedure);
        var routine = new Routine
        {
            Dataset = new() { Id = new("raw"), Layer = Layer.Raw },
            Name = "r",
            Kind = kind,
            Arguments = Of<RoutineArgument[]>([], [new("x", Of("INT64", "ARRAY<STRING>", "STRUCT<a INT64>"))], [new("x", "DATE", kind == RoutineKind.Procedure ? ArgumentMode.InOut : ArgumentMode.In), new("y", kind == RoutineKind.Function ? "ANY TYPE" : "BOOL")]),
            Returns = kind == RoutineKind.Function ? Of(null, "FLOAT64") : null,
        };
        var definition = RoutineDefinition.Of(routine, kind switch { RoutineKind.Function => Of("1", "2"), RoutineKind.TableFunction => "SELECT 1 AS a", _ => Of("SELECT 1", "BEGIN\nSELECT 1;\nEND") });
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["routineType"] = definition.Type;
        properties["definition"] = definition.Statement;
        Maybe(properties, "description", "Plain words", "Other words");
        return new() { Id = routine.ResourceId, Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value), Routine = definition };
    }

    public ResourceState Relation() => Of<Func<ResourceState>>(Table, View, MaterializedView)!();

    public ResourceState Table()
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["schema.id"] = "INT64 REQUIRED";
        Maybe(properties, "schema.name", "STRING NULLABLE", "STRING REPEATED");
        Maybe(properties, "schema.amount", "INT64 NULLABLE", "NUMERIC NULLABLE", "FLOAT64 NULLABLE", "STRING NULLABLE");
        Maybe(properties, "schema.customer", "STRUCT NULLABLE");
        if (properties.ContainsKey("schema.customer")) properties["schema.customer.name"] = "STRING NULLABLE";
        Maybe(properties, "descriptions.id", "The key", "Its key");
        if (properties.ContainsKey("schema.customer")) Maybe(properties, "descriptions.customer.name", "Who");
        Storage(properties);
        if (properties.ContainsKey("timePartitioning.type"))
        {
            Maybe(properties, "timePartitioning.expirationMs", "86400000", "172800000");
            Maybe(properties, "requirePartitionFilter", "true");
        }
        Maybe(properties, "expirationTime", "2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z");
        Words(properties);
        return new() { Id = new(ResourceKind.Table, "raw.jobs"), Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value) };
    }

    private ResourceState View()
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["view.query"] = Of("SELECT 1 AS x", "SELECT 2 AS x");
        Words(properties);
        return new() { Id = new(ResourceKind.View, "raw.jobs"), Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value) };
    }

    private ResourceState MaterializedView()
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        properties["materializedView.query"] = Of("SELECT 1 AS x", "SELECT 2 AS x");
        Maybe(properties, "materializedView.enableRefresh", "false");
        Maybe(properties, "materializedView.refreshIntervalMs", "60000", "3600000");
        Maybe(properties, "materializedView.allowNonIncrementalDefinition", "true");
        Maybe(properties, "maxStaleness", "1800s", "259200s");
        Storage(properties);
        Words(properties);
        return new() { Id = new(ResourceKind.MaterializedView, "raw.jobs"), Properties = properties.ToPropertyDictionary(p => p.Key, p => p.Value) };
    }

    private void Storage(SortedDictionary<string, string> properties)
    {
        Maybe(properties, "timePartitioning.type", "DAY", "MONTH");
        if (properties.ContainsKey("timePartitioning.type")) properties["timePartitioning.field"] = Of("day", "created");
        Maybe(properties, "clustering.fields", "id", "id,name");
    }

    private void Words(SortedDictionary<string, string> properties)
    {
        Maybe(properties, "description", "Plain words", "Other words");
        Maybe(properties, "friendlyName", "Jobs", "Work");
        Maybe(properties, "labels.team", "data", "sales");
        Maybe(properties, "labels.sql-hash", "abc");
    }

    private Dictionary<string, string>? Token() => _random.Next(5) switch
    {
        0 => new() { ["httpTarget.oauthToken.serviceAccountEmail"] = Of("a@acme", "b@acme") },
        1 => new() { ["httpTarget.oauthToken.serviceAccountEmail"] = "a@acme", ["httpTarget.oauthToken.scope"] = "https://www.googleapis.com/auth/bigquery" },
        2 => new() { ["httpTarget.oidcToken.serviceAccountEmail"] = Of("a@acme", "b@acme") },
        3 => new() { ["httpTarget.oidcToken.serviceAccountEmail"] = "a@acme", ["httpTarget.oidcToken.audience"] = "https://example.com/audience" },
        _ => null,
    };

    private void Maybe(SortedDictionary<string, string> properties, string name, params string[] values)
    {
        if (_random.Next(2) == 0) properties[name] = Of(values);
    }

    private T Of<T>(params T[] values) => values[_random.Next(values.Length)];
}
