using System.Text.Json.Nodes;

namespace Cli.Tests.Drifting;

/// <summary>One thing that somebody does by hand, and how <c>drift</c> must name it.</summary>
/// <param name="Code">The code of the finding.</param>
/// <param name="Subject">The resource.</param>
/// <param name="Property">The property; null for what is missing or unmanaged.</param>
/// <param name="Plant">Does it.</param>
/// <param name="LosesData">Whether healing it needs permission.</param>
internal sealed record Mutation(string Code, string Subject, string? Property, Func<Planter, Task> Plant, bool LosesData = false)
{
    /// <summary>As the finding is known: code, subject, property.</summary>
    public string Finding => $"{Code} {Subject} {Property}".TrimEnd();

    /// <summary>What <c>--allow-destroy</c> names.</summary>
    public string Permission => Subject;
}

/// <summary>Every kind of change that is found, over every kind of resource.</summary>
internal static class MutationFacts
{
    private const string Doubled = "SELECT id, amount * 3 AS doubled FROM `watched-project.st.base` WHERE id > 0";

    public static IReadOnlyList<Mutation> All { get; } = [.. Jobs(), .. Datasets(), .. Columns(), .. Tables(), .. Views(), .. Routines(), .. Missing(), .. Unmanaged()];

    private static IEnumerable<Mutation> Jobs() =>
    [
        new("DRIFT007", "job/paused", "state", p => p.Pause("paused")),
        Changed("job/other-schedule", "schedule", p => p.Job("other-schedule", "schedule", """{"schedule":"5 2 * * *"}""")),
        Changed("job/other-zone", "timeZone", p => p.Job("other-zone", "timeZone", """{"timeZone":"America/Denver"}""")),
        Changed("job/other-uri", "httpTarget.uri", p => p.Job("other-uri", "httpTarget.uri", """{"httpTarget":{"uri":"https://ingest.run.app/elsewhere"}}""")),
        // The audience that the service filled in stays what it was.
        Changed("job/other-uri", "httpTarget.oidcToken.audience", _ => Task.CompletedTask),
        Changed("job/other-method", "httpTarget.httpMethod", p => p.Job("other-method", "httpTarget.httpMethod", """{"httpTarget":{"httpMethod":"PUT"}}""")),
        Changed("job/other-account", "httpTarget.oidcToken.serviceAccountEmail", p => p.Job("other-account", "httpTarget.oidcToken", """{"httpTarget":{"oidcToken":{"serviceAccountEmail":"other@example.com"}}}""")),
        Changed("job/other-auth", "httpTarget.oauthToken.serviceAccountEmail", p => p.Job("other-auth", "httpTarget.oidcToken,httpTarget.oauthToken", """{"httpTarget":{"oauthToken":{"serviceAccountEmail":"other@example.com"}}}""")),
        Changed("job/other-auth", "httpTarget.oidcToken.serviceAccountEmail", _ => Task.CompletedTask),
        Changed("job/new-header", "httpTarget.headers.X-Key", p => p.Job("new-header", "httpTarget.headers.X-Key", """{"httpTarget":{"headers":{"X-Key":"1"}}}""")),
        Changed("job/other-body", "httpTarget.body.days", p => p.Job("other-body", "httpTarget.body", Planter.Body("""{"days":1,"entity":"orders"}"""))),
        Changed("job/new-body-member", "httpTarget.body.full", p => p.Job("new-body-member", "httpTarget.body", Planter.Body("""{"entity":"orders","days":7,"full":true}"""))),
        Changed("job/other-retries", "retryConfig.retryCount", p => p.Job("other-retries", "retryConfig.retryCount", """{"retryConfig":{"retryCount":5}}""")),
        Changed("job/other-backoff", "retryConfig.minBackoffDuration", p => p.Job("other-backoff", "retryConfig.minBackoffDuration", """{"retryConfig":{"minBackoffDuration":"60s"}}""")),
        Changed("job/other-deadline", "attemptDeadline", p => p.Job("other-deadline", "attemptDeadline", """{"attemptDeadline":"600s"}""")),
        Changed("job/job-words", "description", p => p.Job("job-words", "description", """{"description":"By hand"}""")),
        Changed("job/other-statement", "httpTarget.body.configuration.query.query", p => p.Job("other-statement", "httpTarget.body",
            Planter.Body("""{"configuration":{"query":{"query":"DELETE FROM `watched-project.st.rebuilt` WHERE true","useLegacySql":false}}}"""))),
    ];

    private static IEnumerable<Mutation> Datasets() =>
    [
        Changed("dataset/dataset_words", "description", p => p.Dataset("dataset_words", """{"description":"By hand"}""")),
        Changed("dataset/dataset_name", "friendlyName", p => p.Dataset("dataset_name", """{"friendlyName":"By hand"}""")),
        Changed("dataset/dataset_label", "labels.owner", p => p.Dataset("dataset_label", """{"labels":{"owner":"somebody"}}""")),
        Changed("dataset/access_given", "access.READER.userByEmail:stranger@example.com", p => p.Access("access_given", list => [.. list, JsonNode.Parse("""{"role":"roles/bigquery.dataViewer","userByEmail":"Stranger@example.com"}""")])),
        Changed("dataset/access_taken", "access.WRITER.userByEmail:loader@example.com", p => p.Access("access_taken", list => list.Where(e => e!["userByEmail"] is null))),
        Changed("dataset/readers_gone", "access.READER.specialGroup:projectReaders", p => p.Access("readers_gone", list => list.Where(e => (string?)e!["specialGroup"] != "projectReaders"))),
        Changed("dataset/st", "access.WRITER.userByEmail:watched-jobs@watched-project.iam.gserviceaccount.com", p => p.Access("st", list => list.Where(e => e!["userByEmail"]?.ToString().StartsWith("watched-jobs", StringComparison.Ordinal) != true))),
        Changed("dataset/default_set", "access.OWNER.userByEmail:second@example.com", p => p.Access("default_set", list => [.. list.Where(e => e!["userByEmail"] is null), JsonNode.Parse("""{"role":"OWNER","userByEmail":"second@example.com"}"""), JsonNode.Parse("""{"role":"OWNER","userByEmail":"third@example.com"}""")])),
        Changed("dataset/default_set", "access.OWNER.userByEmail:third@example.com", _ => Task.CompletedTask),
        Changed("dataset/default_set", "defaultTableExpirationMs", p => p.Dataset("default_set", """{"defaultTableExpirationMs":"3600000"}""")),
        Changed("dataset/table_default", "defaultTableExpirationMs", p => p.Dataset("table_default", """{"defaultTableExpirationMs":null}""")),
        Changed("dataset/partition_default", "defaultPartitionExpirationMs", p => p.Dataset("partition_default", """{"defaultPartitionExpirationMs":"86400000"}""")),
    ];

    private static IEnumerable<Mutation> Columns() =>
    [
        Changed("table/st.column_added", "schema.extra", p => p.Columns("st.column_added", c => c.Add(JsonNode.Parse("""{"name":"extra","type":"STRING"}"""))), losesData: true),
        Changed("table/st.column_removed", "schema.note", p => p.Run("ALTER TABLE `watched-project.st.column_removed` DROP COLUMN note")),
        // The words of the column went with it.
        Changed("table/st.column_removed", "descriptions.note", _ => Task.CompletedTask),
        Changed("table/st.column_type", "schema.note", async p =>
        {
            await p.Run("ALTER TABLE `watched-project.st.column_type` DROP COLUMN note");
            await p.Columns("st.column_type", c => c.Add(JsonNode.Parse("""{"name":"note","type":"INTEGER","description":"Free text"}""")));
        }, losesData: true),
        Changed("table/st.column_mode", "schema.note", async p =>
        {
            await p.Run("ALTER TABLE `watched-project.st.column_mode` DROP COLUMN note");
            await p.Columns("st.column_mode", c => c.Add(JsonNode.Parse("""{"name":"note","type":"STRING","mode":"REPEATED","description":"Free text"}""")));
        }, losesData: true),
        Changed("table/st.column_relaxed", "schema.id", p => p.Columns("st.column_relaxed", c => c[0]!["mode"] = "NULLABLE"), losesData: true),
        Changed("table/st.column_nested", "schema.customer.phone", p => p.Columns("st.column_nested", c => ((JsonArray)c[3]!["fields"]!).Add(JsonNode.Parse("""{"name":"phone","type":"STRING"}"""))), losesData: true),
        Changed("table/st.column_words", "descriptions.note", p => p.Columns("st.column_words", c => c[2]!["description"] = "By hand")),
        Changed("table/st.nested_words", "descriptions.customer.city", p => p.Columns("st.nested_words", c => c[3]!["fields"]![1]!["description"] = "By hand")),
    ];

    private static IEnumerable<Mutation> Tables() =>
    [
        Changed("table/st.table_words", "description", p => p.Table("st.table_words", """{"description":null}""")),
        Changed("table/st.table_name", "friendlyName", p => p.Table("st.table_name", """{"friendlyName":"By hand"}""")),
        Changed("table/st.table_label", "labels.owner", p => p.Table("st.table_label", """{"labels":{"owner":"somebody","goog-terraform-provisioned":"true"}}""")),
        Changed("table/st.unclustered", "clustering.fields", p => p.Table("st.unclustered", """{"clustering":null}""")),
        Changed("table/st.table_expires", "expirationTime", p => p.Table("st.table_expires", """{"expirationTime":"1893456000000"}""")),
        Changed("table/st.expires_later", "expirationTime", p => p.Table("st.expires_later", """{"expirationTime":null}"""), losesData: true),
        Changed("table/scratch.never_expires", "expirationTime", p => p.Table("scratch.never_expires", """{"expirationTime":null}"""), losesData: true),
        Changed("table/scratch.inherits_partitions", "timePartitioning.expirationMs", p => p.Table("scratch.inherits_partitions", """{"timePartitioning":{"type":"DAY","field":"day","expirationMs":"86400000"}}""")),
        Changed("table/st.partitions_kept", "timePartitioning.expirationMs", p => p.Table("st.partitions_kept", """{"timePartitioning":{"expirationMs":null}}"""), losesData: true),
        Changed("table/st.partitions_shorter", "timePartitioning.expirationMs", p => p.Table("st.partitions_shorter", """{"timePartitioning":{"type":"DAY","field":"day","expirationMs":"86400000"}}""")),
        Changed("table/st.filter_added", "requirePartitionFilter", p => p.Table("st.filter_added", """{"requirePartitionFilter":true}""")),
        Changed("table/st.filter_dropped", "requirePartitionFilter", p => p.Table("st.filter_dropped", """{"requirePartitionFilter":false}""")),
        Changed("table/st.now_a_view", "type", async p =>
        {
            await p.DeleteTable("st.now_a_view");
            await p.CreateTable("st.now_a_view", """{"view":{"query":"SELECT 1 AS id","useLegacySql":false}}""");
        }),
    ];

    private static IEnumerable<Mutation> Views() =>
    [
        Changed("view/st.view_meaning", "view.query", p => p.Table("st.view_meaning", new JsonObject { ["view"] = new JsonObject { ["query"] = Doubled, ["useLegacySql"] = false } }.ToJsonString())),
        Changed("view/st.view_words", "description", p => p.Table("st.view_words", """{"description":"By hand"}""")),
        Changed("view/st.view_label", "labels.owner", p => p.Table("st.view_label", """{"labels":{"owner":"somebody"}}""")),
        Changed("view/st.view_expires", "expirationTime", p => p.Table("st.view_expires", """{"expirationTime":"1893456000000"}""")),
        Changed("view/st.now_a_table", "type", async p =>
        {
            await p.DeleteTable("st.now_a_table");
            await p.CreateTable("st.now_a_table", """{"schema":{"fields":[{"name":"id","type":"INTEGER"}]}}""");
        }, losesData: true),
        Changed("materialized-view/st.refresh", "materializedView.refreshIntervalMs", p => p.Table("st.refresh", """{"materializedView":{"refreshIntervalMs":"7200000"}}""")),
        Changed("materialized-view/st.refresh_off", "materializedView.enableRefresh", p => p.Table("st.refresh_off", """{"materializedView":{"enableRefresh":false}}""")),
        Changed("materialized-view/st.staleness", "maxStaleness", p => p.Table("st.staleness", """{"maxStaleness":"0-0 0 8:0:0"}""")),
        Changed("materialized-view/st.other_query", "materializedView.query", async p =>
        {
            await p.DeleteTable("st.other_query");
            await p.CreateTable("st.other_query", """{"maxStaleness":"0-0 0 4:0:0","materializedView":{"query":"SELECT day, MAX(amount) AS total FROM `watched-project.st.base` GROUP BY day","refreshIntervalMs":"3600000"}}""");
        }),
    ];

    private static IEnumerable<Mutation> Routines() =>
    [
        Changed("routine/st.other_body", "definition", p => p.Routine("st.other_body", r => r["definitionBody"] = "IF(cents IS NULL, 0, cents / 1000)")),
        Changed("routine/st.other_argument", "definition", p => p.Routine("st.other_argument", r => r["arguments"]![0]!["dataType"]!["typeKind"] = "NUMERIC")),
        Changed("routine/st.routine_words", "description", p => p.Routine("st.routine_words", r => r.Remove("description"))),
        Changed("routine/st.rows_since", "definition", p => p.Routine("st.rows_since", r => r["definitionBody"] = "SELECT id, day FROM `watched-project.st.base` WHERE day > since")),
        Changed("routine/st.clean", "definition", p => p.Routine("st.clean", r => r["definitionBody"] = "BEGIN\nDELETE FROM `watched-project.st.base` WHERE true;\nSET removed = @@row_count;\nEND")),
        Changed("routine/st.now_a_procedure", "routineType", async p =>
        {
            await p.DeleteRoutine("st.now_a_procedure");
            await p.CreateRoutine("st.now_a_procedure", """{"routineType":"PROCEDURE","language":"SQL","description":"As declared","definitionBody":"BEGIN\nSELECT 1;\nEND"}""");
        }),
        Changed("routine/st.now_a_procedure", "definition", _ => Task.CompletedTask),
    ];

    private static IEnumerable<Mutation> Missing() =>
    [
        new("DRIFT002", "job/job-deleted", null, p => p.DeleteJob("job-deleted")),
        new("DRIFT002", "dataset/dataset_deleted", null, p => p.DeleteDataset("dataset_deleted")),
        new("DRIFT002", "table/st.table_deleted", null, p => p.DeleteTable("st.table_deleted")),
        new("DRIFT002", "view/st.view_deleted", null, p => p.DeleteTable("st.view_deleted")),
        new("DRIFT002", "routine/st.routine_deleted", null, p => p.DeleteRoutine("st.routine_deleted")),
    ];

    private static IEnumerable<Mutation> Unmanaged() =>
    [
        new("DRIFT003", "table/st.stray", null, p => p.CreateTable("st.stray", """{"schema":{"fields":[{"name":"id","type":"INTEGER"}]}}""")),
        new("DRIFT003", "view/st.stray_view", null, p => p.CreateTable("st.stray_view", """{"view":{"query":"SELECT 1 AS id","useLegacySql":false}}""")),
        new("DRIFT003", "materialized-view/st.stray_totals", null, p => p.CreateTable("st.stray_totals", """{"materializedView":{"query":"SELECT day, COUNT(*) AS n FROM `watched-project.st.base` GROUP BY day"}}""")),
        // A routine may have the name of a table.
        new("DRIFT003", "routine/st.base", null, p => p.CreateRoutine("st.base", """{"routineType":"SCALAR_FUNCTION","definitionBody":"x + 1","arguments":[{"name":"x","dataType":{"typeKind":"INT64"}}]}""")),
        new("DRIFT003", "routine/st.script", null, p => p.CreateRoutine("st.script", """{"routineType":"SCALAR_FUNCTION","language":"JAVASCRIPT","definitionBody":"return 1;","returnType":{"typeKind":"FLOAT64"}}""")),
        new("DRIFT003", "job/stray", null, p => p.CreateJob("stray")),
    ];

    private static Mutation Changed(string subject, string property, Func<Planter, Task> plant, bool losesData = false) => new("DRIFT001", subject, property, plant, losesData);
}
