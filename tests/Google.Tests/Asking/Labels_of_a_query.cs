using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Labels_of_a_query
{
    [Fact]
    public async Task Are_those_of_the_warehouse_and_its_own_on_a_run_and_on_a_dry_run()
    {
        var server = new Answering((asked, _) => AnsweringHandler.Text(200, asked.PathOnly.EndsWith("/queries", StringComparison.Ordinal)
            ? """{"jobComplete":true,"jobReference":{"jobId":"j"},"totalBytesProcessed":0}"""
            : """{"statistics":{"query":{"totalBytesProcessed":"7","statementType":"SELECT","referencedTables":[{"projectId":"acme","datasetId":"d","tableId":"t"},{"projectId":"acme","datasetId":"region-us","tableId":"x"}]}}}"""));
        var warehouse = new BigQueryWarehouse(Given.Connection(server), "acme", null, JobLabels.Of(("tool", "orchestrator"), ("verb", "check")));
        var query = new Query("SELECT 1", []) { Labels = JobLabels.Of(("checks", "fresh"), ("verb", "monitor")) };
        await warehouse.QueryAsync(query, default);
        var dry = await warehouse.DryRunAsync(query, default);
        const string Labels = """{"checks":"fresh","tool":"orchestrator","verb":"monitor"}""";
        Assert.Equal(Labels, server.Requests[0].Body!["labels"]!.ToJsonString());
        Assert.Equal(Labels, server.Requests[1].Body!["configuration"]!["labels"]!.ToJsonString());
        Assert.Null(server.Requests[1].Body!["configuration"]!["query"]!["labels"]);
        Assert.Equal(["acme.d.t"], dry.Tables.Select(t => t.ToString()));
    }

    [Theory]
    [InlineData("ServiceTitan", "servicetitan")]
    [InlineData("a.b/c d", "a-b-c-d")]
    [InlineData("größe_1", "gr--e_1")]
    [InlineData("", "")]
    public void Have_values_that_Google_takes(string text, string value) => Assert.Equal(value, JobLabels.Value(text));

    [Fact]
    public void Have_at_most_63_characters_and_keys_that_begin_with_a_letter()
    {
        Assert.Equal(63, JobLabels.Value(new string('x', 100)).Length);
        Assert.Throws<ArgumentException>(() => JobLabels.Of(("1st", "x")));
        Assert.Empty(JobLabels.Of(("verb", "")));
    }
}
