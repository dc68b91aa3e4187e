using System.Text.Json.Nodes;

namespace Orchestrator.Pulumi.Tests;

/// <summary>A check that was never seen to fail is none: every mutant of a good program must be refused, with the place of the mistake.</summary>
public sealed class ContractMutants
{
    private const string Table = "table-raw-jobs";
    private const string Job = "job-sync-jobs";

    [Fact]
    public void The_program_without_a_mutation_is_accepted() => Assert.Empty(ContractCheck.Of(PulumiProgram.Write(Shop.Analyzed)));

    [Theory]
    [InlineData("misspelt property", $"{Table}/properties/descripton", "'x'", $"{Table}.descripton: not an input")]
    [InlineData("misspelt nested property", $"{Job}/properties/httpTarget/methd", "'GET'", $"{Job}.httpTarget.methd: not an input")]
    [InlineData("property in snake case", $"{Table}/properties/table_id", "'x'", $"{Table}.table_id: not an input")]
    [InlineData("text for a number", $"{Job}/properties/retryConfig/retryCount", "'3'", $"{Job}.retryConfig.retryCount: String where number is wanted")]
    [InlineData("text for a boolean", $"{Table}/properties/deletionProtection", "'true'", $"{Table}.deletionProtection: String where boolean is wanted")]
    [InlineData("number for a text", $"{Job}/properties/attemptDeadline", "180", $"{Job}.attemptDeadline: Number where string is wanted")]
    [InlineData("scalar for a list", $"{Table}/properties/clusterings", "'id'", $"{Table}.clusterings: String where [string] is wanted")]
    [InlineData("list for the schema", $"{Table}/properties/schema", "[]", $"{Table}.schema: Array where string is wanted")]
    [InlineData("number in a list of texts", $"{Table}/properties/clusterings", "[1]", $"{Table}.clusterings[]: Number where string is wanted")]
    [InlineData("number in a map of texts", $"{Job}/properties/httpTarget/headers/X", "1", $"{Job}.httpTarget.headers.X: Number where string is wanted")]
    [InlineData("scalar for an object", $"{Job}/properties/httpTarget", "'x'", $"{Job}.httpTarget: String where #cloudscheduler.JobHttpTarget is wanted")]
    [InlineData("missing required property", $"{Table}/properties/tableId", null, $"{Table}.tableId: required, but missing")]
    [InlineData("missing nested required property", $"{Job}/properties/httpTarget/uri", null, $"{Job}.httpTarget.uri: required, but missing")]
    [InlineData("wrong token", $"{Table}/type", "'gcp:bigquery/tabel:Table'", "'gcp:bigquery/tabel:Table' is not a resource type")]
    [InlineData("wrong case of the token", "jobs-in-project-by-shop-jobs/type", "'gcp:projects/iamMember:IamMember'", "'gcp:projects/iamMember:IamMember' is not a resource type")]
    [InlineData("unknown option", $"{Table}/options/depends_on", "[]", $"{Table}.options.depends_on: not an option")]
    [InlineData("unknown ignored input", "dataset-raw/options/ignoreChanges", "['access']", "dataset-raw.options.ignoreChanges: 'access' is not an input")]
    [InlineData("unknown field of a resource", $"{Table}/propertys", "{}", $"{Table}.propertys: not a field of a resource")]
    [InlineData("parent that is no resource", $"{Table}/options/parent", "'${dataset-rwa}'", $"{Table}.options.parent: ${{dataset-rwa}} is not a resource of the program")]
    [InlineData("dependency as a plain text", $"{Table}/options/dependsOn", "['dataset-raw']", $"{Table}.options.dependsOn: dataset-raw is not a resource of the program")]
    [InlineData("reference to nothing", $"{Table}/properties/datasetId", "'${dataset-rwa.datasetId}'", $"{Table}.datasetId: ${{dataset-rwa.datasetId}} names neither")]
    [InlineData("reference to no output", $"{Table}/properties/datasetId", "'${dataset-raw.nmae}'", $"{Table}.datasetId: gcp:bigquery/dataset:Dataset gives no 'nmae'")]
    [InlineData("reference to a whole resource", $"{Table}/properties/datasetId", "'${dataset-raw}'", $"{Table}.datasetId: ${{dataset-raw}} is a whole resource")]
    [InlineData("reference that is not closed", $"{Table}/properties/description", "'${dataset-raw'", $"{Table}.description: an interpolation is not closed")]
    [InlineData("text of SQL taken for a reference", $"{Table}/properties/description", "'a ${foo bar} b'", $"{Table}.description: ${{foo bar}} names neither")]
    [InlineData("wrong word", $"{Job}/properties/httpTarget/httpMethod", "'POTS'", $"{Job}.httpTarget.httpMethod: 'POTS' is not one of")]
    [InlineData("wrong length of partitions", $"{Table}/properties/timePartitioning/type", "'DAILY'", $"{Table}.timePartitioning.type: 'DAILY' is not one of")]
    [InlineData("unknown function", $"{Job}/properties/httpTarget/body", "{'fn::bogus': 'x'}", $"{Job}.httpTarget.body: 'fn::bogus' is not a function")]
    public void Each_mutant_is_refused_with_its_place(string mutation, string path, string? value, string mistake)
    {
        var program = JsonNode.Parse(PulumiProgram.Write(Shop.Analyzed))!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(program["resources"]!, (node, step) => node[step]!).AsObject();
        if (value is null) Assert.True(parent.Remove(steps[^1]), mutation);
        else parent[steps[^1]] = JsonNode.Parse(value.Replace('\'', '"'));

        Assert.Contains(ContractCheck.Of(program.ToJsonString()), m => m.Contains(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_that_the_runtime_would_pass_over_is_refused() =>
        Assert.Contains(".resource: not a top-level section", ContractCheck.Of("""{"resource":{},"resources":{}}"""));

    [Fact]
    public void A_key_written_twice_is_refused() =>
        Assert.Contains(".config.a: written twice", ContractCheck.Of("""{"config":{"a":{},"a":{}},"resources":{}}"""));

    [Fact]
    public void The_contract_is_of_the_version_that_the_program_pins() => Assert.Equal(PulumiProgram.ProviderVersion, GcpContract.Version);
}
