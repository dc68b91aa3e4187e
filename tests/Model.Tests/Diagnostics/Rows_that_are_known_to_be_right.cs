namespace Orchestrator.Model.Tests;

/// <summary>Golden records name columns that are there, in the types that they have: a type that drifted between hops is found before any query runs.</summary>
public sealed class Rows_that_are_known_to_be_right
{
    private static readonly GoldenRecord InTable = new()
    {
        Name = "golden",
        Says = "Job 7 is of the 21st.",
        Relation = Example.RawJobs,
        Key = [new("id", "7", "INT64")],
        Expected = [new("day", "2026-11-21", "DATE")],
    };

    [Fact]
    public void Are_accepted_in_a_table_and_in_a_view()
    {
        Assert.Empty(Of(InTable));
        Assert.Empty(Of(InTable with { Relation = Example.Views[0] }));
    }

    [Fact]
    public void Are_refused_when_a_column_is_missing() => Assert.Equal("ORC1401", Assert.Single(Of(InTable with { Key = [new("nothing", "7")] })).Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Are_refused_when_a_number_has_become_a_text(bool view)
    {
        var found = Assert.Single(Of(InTable with { Relation = view ? Example.Views[0] : Example.RawJobs, Key = [new("id", "7")] }));
        Assert.Equal("ORC1401", found.Code);
        Assert.Contains("'id' of", found.Message, StringComparison.Ordinal);
        Assert.Contains("is INT64, not STRING", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_refused_without_a_key() => Assert.Equal("ORC1402", Assert.Single(Of(InTable with { Key = [] })).Code);

    [Fact]
    public void Are_refused_when_a_trace_has_no_hop() => Assert.Equal("ORC1402", Assert.Single(Of(new HopTrace { Name = "trace", Says = "x", Hops = [] })).Code);

    [Fact]
    public void Say_which_snapshot_a_row_is_of_by_a_column_that_is_there() =>
        Assert.Equal("ORC1401", Assert.Single(Of(new OneSnapshot { Name = "one", Says = "x", Table = Example.RawJobs, Column = "nothing" })).Code);

    private static List<Diagnostic> Of(Check check)
    {
        var pipeline = Example.Pipeline with { Checks = [.. Example.Pipeline.Checks, check] };
        return [.. DeclarationDiagnostics.Find(pipeline).Concat(AnalysisDiagnostics.Find(Example.Analyzed(pipeline)))];
    }
}
