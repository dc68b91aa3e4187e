using System.Text.Json.Nodes;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

public sealed class Snapshots_of_a_table
{
    private static readonly OneSnapshot Check = new() { Name = "one-snapshot", Says = "One snapshot.", Table = Example.Leads, Column = "kpi_date" };

    [Theory]
    [InlineData("2025-10-21:5", "mart.leads holds 5 rows of 1 snapshot.")]
    [InlineData("", "mart.leads holds 0 rows of 0 snapshot.")]
    public async Task Hold_when_there_is_at_most_one(string answer, string says)
    {
        var result = await Example.ResultOf(Check, Answer(answer));
        Assert.Equal((CheckOutcome.Holds, says), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Offend_when_there_are_more_and_say_how_many_copies_they_are()
    {
        var result = await Example.ResultOf(Check, Answer("2025-08-14:37304 2025-08-13:37304 2025-08-12:37304 2025-07-15:4822"));
        Assert.Equal(CheckOutcome.Fails, result.Outcome);
        Assert.Equal("CHECK008", result.Finding!.Code);
        Assert.Equal("mart.leads holds 4 snapshots: 79,430 rows are stale beside 37,304 rows of 2025-08-14, 2.13 times as many; 2 of the 3 older snapshots have exactly as many rows as the current one.", result.Says);
        Assert.Equal(3, result.Offences);
    }

    private static QueryAnswer Answer(string rows) => new(
        [new("snapshot", "STRING"), new("row_count", "INT64")],
        [.. rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(':')).Select(r => (IReadOnlyList<JsonNode?>)[r[0], r[1]])],
        0,
        "canned");
}
