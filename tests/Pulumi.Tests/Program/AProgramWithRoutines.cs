using System.Text.Json;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pulumi.Tests;

/// <summary>Routines, expirations, access and words: what a dataset can say beside its tables.</summary>
public sealed class AProgramWithRoutines
{
    private static readonly Dataset Mart = Shop.Mart with
    {
        FriendlyName = "Figures",
        TablesExpireAfter = Duration.FromDays(30),
        PartitionsExpireAfter = Duration.FromDays(7),
        Access = [new(AccessRole.Reader, "group:analysts@example.com"), new(AccessRole.Owner, "user:lead@example.com")],
    };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Text = PulumiProgram.Write(Declared());
    private static readonly JsonElement Resources = JsonDocument.Parse(Text).RootElement.GetProperty("resources");

    [Fact]
    public void Keeps_the_contract_of_the_provider() => Assert.Empty(ContractCheck.Of(Text));

    [Fact]
    public void Gives_a_function_its_signature_and_its_body()
    {
        Assert.Equal(
            """{"datasetId":"${dataset-mart.datasetId}","routineId":"cents","routineType":"SCALAR_FUNCTION","language":"SQL","arguments":[{"name":"x","dataType":"{\"typeKind\":\"INT64\"}"},{"name":"any","argumentKind":"ANY_TYPE"}],"returnType":"{\"typeKind\":\"FLOAT64\"}","definitionBody":"x / 100"}""",
            JsonSerializer.Serialize(Resources.GetProperty("routine-mart-cents").GetProperty("properties"), Readable));
        Assert.Equal("${dataset-mart}", Resources.GetProperty("routine-mart-cents").GetProperty("options").GetProperty("parent").GetString());
    }

    [Fact]
    public void Moves_a_procedure_to_the_project_of_the_stack_after_the_table_that_it_writes()
    {
        var clean = Resources.GetProperty("routine-mart-clean");
        Assert.Equal("DELETE FROM `another-2.raw.jobs` WHERE day < before", RuntimeText.Evaluate(clean.GetProperty("properties").GetProperty("definitionBody").GetString()!, "another-2"));
        Assert.Equal("""["${table-raw-jobs}"]""", JsonSerializer.Serialize(clean.GetProperty("options").GetProperty("dependsOn")));
        Assert.Equal("OUT", clean.GetProperty("properties").GetProperty("arguments")[1].GetProperty("mode").GetString());
    }

    [Fact]
    public void Grants_declared_access_member_by_member_and_leaves_the_list_of_the_dataset_alone()
    {
        Assert.Equal("""["accesses"]""", JsonSerializer.Serialize(Resources.GetProperty("dataset-mart").GetProperty("options").GetProperty("ignoreChanges")));
        var granted = Resources.EnumerateObject().Where(r => r.Name.StartsWith("reader-mart-", StringComparison.Ordinal) || r.Name.StartsWith("owner-mart-", StringComparison.Ordinal)).Select(r => r.Value.GetProperty("properties"));
        Assert.Equal(["roles/bigquery.dataOwner user:lead@example.com", "roles/bigquery.dataViewer group:analysts@example.com"], granted.Select(g => $"{g.GetProperty("role")} {g.GetProperty("member")}"));
    }

    [Fact]
    public void Says_names_words_expirations_and_required_filters()
    {
        var dataset = Resources.GetProperty("dataset-mart").GetProperty("properties");
        Assert.Equal("Figures 2592000000 604800000", $"{dataset.GetProperty("friendlyName")} {dataset.GetProperty("defaultTableExpirationMs")} {dataset.GetProperty("defaultPartitionExpirationMs")}");
        var table = Resources.GetProperty("table-raw-jobs").GetProperty("properties");
        Assert.Equal("""{"type":"DAY","field":"day","expirationMs":86400000}""", JsonSerializer.Serialize(table.GetProperty("timePartitioning")));
        Assert.Equal("True 1924992000000 Jobs", $"{table.GetProperty("requirePartitionFilter")} {table.GetProperty("expirationTime")} {table.GetProperty("friendlyName")}");
        Assert.Contains("\"description\":\"The key\"", table.GetProperty("schema").GetString(), StringComparison.Ordinal);
        // What a table inherits when it is created is the provider's to read, not ours to say.
        Assert.False(Resources.GetProperty("table-mart-daily").GetProperty("properties").TryGetProperty("expirationTime", out _));
    }

    private static AnalyzedPipeline Declared()
    {
        var jobs = Shop.Jobs with
        {
            FriendlyName = "Jobs",
            Columns = [new Column("id", "INT64", ColumnMode.Required) { Description = "The key" }, .. Shop.Jobs.Columns.Skip(1)],
            PartitionedBy = new("day") { ExpireAfter = Duration.FromDays(1), RequireFilter = true },
            ExpiresAt = Instant.FromUtc(2031, 1, 1, 0, 0),
        };
        var cents = new Routine { Dataset = Mart, Name = "cents", Arguments = [new("x", "INT64"), new("any", "ANY TYPE")], Returns = "FLOAT" };
        var clean = new Routine { Dataset = Mart, Name = "clean", Kind = RoutineKind.Procedure, Arguments = [new("before", "DATE"), new("removed", "INT64", ArgumentMode.Out)] };
        return Shop.Analyzed with
        {
            Pipeline = Shop.Pipeline with
            {
                Datasets = [Shop.Raw, Mart],
                Relations = [jobs, .. Shop.Pipeline.Relations.Skip(1)],
                Routines = [clean, cents],
                SqlFiles = new Dictionary<string, string> { ["mart/cents.routine.sql"] = "x / 100\n", ["mart/clean.routine.sql"] = "DELETE FROM `shop-1.raw.jobs` WHERE day < before;\n" },
            },
            Routines = new Dictionary<ResourceId, AnalyzedSql> { [clean.ResourceId] = new("x", "", new() { Reads = [new(Shop.Project, jobs.Id)] }) },
        };
    }
}
