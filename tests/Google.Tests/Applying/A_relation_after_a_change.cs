using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class A_relation_after_a_change
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(7, 11);

    [Fact]
    public void Is_as_declared_whatever_it_was() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var (desired, before) = (states.Relation(), seed % 3 == 0 ? null : states.Relation());
        var google = World(before);
        Apply(google, desired);
        Same(google, desired);
    }).Check(Fixed.WithMaxTest(100));

    [Fact]
    public void Is_as_declared_when_it_is_a_dataset() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var google = new FakeBigQuery();
        if (seed % 3 != 0) Apply(google, states.Dataset());
        var desired = states.Dataset();
        Apply(google, desired);
        Same(google, desired);
    }).Check(Fixed);

    [Fact]
    public void Is_as_declared_when_it_is_a_routine() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var google = World(seed % 3 == 0 ? null : states.Routine());
        var desired = states.Routine();
        Apply(google, desired);
        Same(google, desired);
        Assert.DoesNotContain(google.Requests, r => r.Method == "PATCH");
    }).Check(Fixed.WithMaxTest(100));

    [Fact]
    public void Is_a_routine_after_a_second_run_wherever_the_first_was_interrupted() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var (desired, before) = (states.Routine(), seed % 3 == 0 ? null : states.Routine());
        for (var at = 1; at <= 4; at++)
        {
            foreach (var takesEffect in new[] { false, true })
            {
                var google = World(before);
                google.Fault = n => n >= at ? (AnsweringHandler.BigQueryError(403, "accessDenied", "Killed"), takesEffect && n == at) : null;
                try
                {
                    Apply(google, desired);
                }
                catch (GoogleException)
                {
                    google.Fault = _ => null;
                }
                Apply(google, desired);
                Same(google, desired);
            }
        }
    }).Check(Fixed.WithMaxTest(20));

    [Fact]
    public void Keeps_entries_of_access_that_no_property_can_say()
    {
        var google = new FakeBigQuery();
        google.Resources["datasets/raw"] = JsonNode.Parse("""
            {
              "location": "US", "etag": "\"0\"",
              "access": [
                { "role": "OWNER", "specialGroup": "projectOwners" }, { "role": "WRITER", "specialGroup": "projectWriters" },
                { "role": "roles/bigquery.dataViewer", "iamMember": "group:Stays@example.com" }, { "role": "READER", "userByEmail": "goes@example.com" },
                { "view": { "projectId": "acme", "datasetId": "mart", "tableId": "v" } }
              ]
            }
            """)!.AsObject();
        Apply(google, Given.State(ResourceKind.Dataset, "raw", ("location", "US"), ("access.READER.groupByEmail:stays@example.com", "present"), ("access.view:acme.mart.v", "present"), ("access.WRITER.domain:example.com", "present")));
        Assert.Equal("\"0\"", google.Requests.Single(r => r.Method == "PATCH").IfMatch);
        Assert.Equal(
            """[{"role":"OWNER","specialGroup":"projectOwners"},{"role":"WRITER","specialGroup":"projectWriters"},{"role":"roles/bigquery.dataViewer","iamMember":"group:Stays@example.com"},{"view":{"projectId":"acme","datasetId":"mart","tableId":"v"}},{"role":"WRITER","domain":"example.com"},{"role":"READER","specialGroup":"projectReaders"}]""",
            google.Resources["datasets/raw"]["access"]!.ToJsonString());
    }

    [Fact]
    public void Loses_a_nested_field_with_its_whole_column()
    {
        var google = World(Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "INT64 NULLABLE"), ("schema.s", "STRUCT NULLABLE"), ("schema.s.x", "INT64 NULLABLE"), ("schema.s.y", "INT64 NULLABLE")));
        Apply(google, Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "INT64 NULLABLE"), ("schema.s", "STRUCT NULLABLE"), ("schema.s.x", "INT64 NULLABLE")));
        Assert.Equal(["ALTER TABLE `acme`.`raw`.`jobs` DROP COLUMN `s`"], google.Requests.Where(r => r.PathOnly.EndsWith("/queries", StringComparison.Ordinal)).Select(r => (string?)r.Body!["query"]));
    }

    [Fact]
    public void Is_as_declared_after_a_second_run_wherever_the_first_was_interrupted() => Prop.ForAll<int>(seed =>
    {
        var states = new RandomStates(seed);
        var (desired, before) = (states.Relation(), seed % 3 == 0 ? null : states.Relation());
        for (var at = 1; at <= 6; at++)
        {
            foreach (var takesEffect in new[] { false, true })
            {
                var google = World(before);
                google.Fault = n => n >= at ? (AnsweringHandler.BigQueryError(403, "accessDenied", "Killed"), takesEffect && n == at) : null;
                try
                {
                    Apply(google, desired);
                }
                catch (GoogleException)
                {
                    google.Fault = _ => null;
                }
                Apply(google, desired);
                Same(google, desired);
            }
        }
    }).Check(Fixed.WithMaxTest(20));

    [Fact]
    public void Keeps_the_order_tags_and_defaults_of_its_columns()
    {
        var google = World(null);
        google.Resources["datasets/raw/tables/jobs"] = JsonNode.Parse("""
            {
              "type": "TABLE", "etag": "\"0\"", "tableReference": { "tableId": "jobs" },
              "schema": { "fields": [
                { "name": "z", "type": "INTEGER", "mode": "REQUIRED", "policyTags": { "names": ["t"] }, "description": "Kept" },
                { "name": "a", "type": "STRING", "defaultValueExpression": "'x'" }
              ] }
            }
            """)!.AsObject();
        Apply(google, Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "STRING NULLABLE"), ("schema.b", "DATE NULLABLE"), ("schema.z", "INT64 NULLABLE"), ("descriptions.z", "Kept")));
        Assert.Equal("\"0\"", google.Requests.Single(r => r.Method == "PATCH").IfMatch);
        Assert.Equal(
            """[{"name":"z","type":"INTEGER","mode":"NULLABLE","description":"Kept","policyTags":{"names":["t"]}},{"name":"a","type":"STRING","defaultValueExpression":"'x'"},{"name":"b","type":"DATE","mode":"NULLABLE"}]""",
            google.Resources["datasets/raw/tables/jobs"]["schema"]!["fields"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Widens_a_column_without_losing_its_values_and_drops_what_cannot_be_widened()
    {
        var google = World(Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "INT64 NULLABLE"), ("schema.b", "STRING NULLABLE"), ("schema.c", "STRING NULLABLE")));
        Apply(google, Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "NUMERIC NULLABLE"), ("schema.b", "INT64 NULLABLE")));
        Assert.Equal(
            ["ALTER TABLE `acme`.`raw`.`jobs` ALTER COLUMN `a` SET DATA TYPE NUMERIC", "ALTER TABLE `acme`.`raw`.`jobs` DROP COLUMN `b`", "ALTER TABLE `acme`.`raw`.`jobs` DROP COLUMN `c`"],
            google.Requests.Where(r => r.PathOnly.EndsWith("/queries", StringComparison.Ordinal)).Select(r => (string?)r.Body!["query"]));
    }

    [Fact]
    public void Is_always_GoogleSQL()
    {
        var google = World(null);
        Apply(google, Given.State(ResourceKind.View, "raw.jobs", ("view.query", "SELECT 1")));
        Apply(google, Given.State(ResourceKind.View, "raw.jobs", ("view.query", "SELECT 2")));
        var views = google.Requests.Where(r => r.Body?["view"] is not null).Select(r => r.Body!["view"]!.ToJsonString()).ToList();
        Assert.Equal(["""{"query":"SELECT 1","useLegacySql":false}""", """{"query":"SELECT 2","useLegacySql":false}"""], views);
    }

    [Fact]
    public async Task Is_refused_when_somebody_else_changed_it_at_the_same_time()
    {
        var before = Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "INT64 NULLABLE"));
        var google = World(before);
        google.Fault = n =>
        {
            if (google.Requests[n - 1].Method == "PATCH") google.Resources["datasets/raw/tables/jobs"]["etag"] = "\"other\"";
            return null;
        };
        var change = Given.Change(Given.State(ResourceKind.Table, "raw.jobs", ("schema.a", "INT64 NULLABLE"), ("schema.b", "INT64 NULLABLE")), before)!;
        var failed = await Assert.ThrowsAsync<GoogleConflictException>(() => Given.Warehouse(google).ApplyAsync(change, default));
        Assert.Equal(412, failed.Status);
    }

    [Fact]
    public async Task Is_refused_when_it_is_there_already_in_another_form()
    {
        var google = World(Given.State(ResourceKind.View, "raw.jobs", ("view.query", "SELECT 1")));
        var creation = Given.Change(Given.State(ResourceKind.View, "raw.jobs", ("view.query", "SELECT 2")), null)!;
        await Assert.ThrowsAsync<GoogleConflictException>(() => Given.Warehouse(google).ApplyAsync(creation, default));
    }

    private static void Same(FakeBigQuery google, ResourceState desired)
    {
        var live = Live(google, desired.Id)!;
        Assert.Equal(Given.Lines(desired), Given.Lines(live));
        Assert.Null(Given.Change(desired, live));
    }

    private static FakeBigQuery World(ResourceState? before)
    {
        var google = new FakeBigQuery();
        google.Resources["datasets/raw"] = new() { ["location"] = "US" };
        if (before is not null) Apply(google, before);
        google.Requests.Clear();
        return google;
    }

    private static void Apply(FakeBigQuery google, ResourceState desired)
    {
        if (Given.Change(desired, Live(google, desired.Id)) is { } change) Given.Warehouse(google).ApplyAsync(change, default).GetAwaiter().GetResult();
    }

    // Seen past the fault: the world, not the wire.
    private static ResourceState? Live(FakeBigQuery google, ResourceId id)
    {
        var (fault, count) = (google.Fault, google.Requests.Count);
        google.Fault = _ => null;
        var seen = Given.Warehouse(google).ObserveAsync(Given.Pipeline("raw"), default).GetAwaiter().GetResult();
        google.Requests.RemoveRange(count, google.Requests.Count - count);
        google.Fault = fault;
        Assert.Empty(seen.Unobserved);
        return seen.Resources.SingleOrDefault(r => r.Id.Name == id.Name);
    }
}
