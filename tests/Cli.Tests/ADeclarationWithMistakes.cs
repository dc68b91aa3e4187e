using System.Text.Json.Nodes;

namespace Cli.Tests;

public sealed class ADeclarationWithMistakes
{
    [Fact]
    public async Task Is_answered_with_all_of_them_at_once_and_nothing_is_applied()
    {
        using var run = new CommandRun(BrokenPipeline.Declare());
        Assert.Equal(1, await run.RunAsync("up", "broken", "--format", "json"));
        var report = JsonNode.Parse(run.Output)!;
        var mistakes = report["diagnostics"]!.AsArray().Where(d => (string?)d!["severity"] == "error").Select(d => (Code: (string)d!["code"]!, Subject: (string)d["subject"]!)).ToList();
        string[] expected = ["ORC1001", "ORC1101", "ORC1103", "ORC1104", "ORC1105", "ORC1108", "ORC1201", "ORC1202", "ORC1209"];
        Assert.Equal([], expected.Except(mistakes.Select(m => m.Code)));
        Assert.Contains(("ORC1101", "view/st.without_sql"), mistakes);
        Assert.Contains(("ORC1201", "job/impossible"), mistakes);
        Assert.All(report["diagnostics"]!.AsArray(), d => Assert.False(string.IsNullOrWhiteSpace((string?)d!["remedy"])));
        Assert.False(Directory.Exists(Path.Combine(run.Folder, ".orchestrator")));
    }

    [Fact]
    public async Task Points_at_the_file_the_line_and_the_column_of_wrong_SQL()
    {
        using var run = new CommandRun(BrokenPipeline.Declare());
        Assert.Equal(1, await run.RunAsync("plan", "broken", "--format", "json"));
        var wrong = JsonNode.Parse(run.Output)!["diagnostics"]!.AsArray().Single(d => (string?)d!["code"] == "ORC1105")!;
        Assert.Equal(("sql/st/unknown_column.sql", 2, 3), ((string?)wrong["file"], (int?)wrong["line"], (int?)wrong["column"]));
    }

    [Fact]
    public async Task Reads_as_text_with_a_remedy_for_each()
    {
        using var run = new CommandRun(BrokenPipeline.Declare());
        Assert.Equal(1, await run.RunAsync("plan", "broken"));
        Assert.Contains("mistakes in the declaration of broken; nothing was done.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
    }
}
