using Orchestrator.Cli;

namespace Cli.Tests;

/// <summary>Files besides what is printed: all of them, or none.</summary>
public sealed class OutputsOfAVerb
{
    private static readonly Orchestrator.Model.VerbReport Report = new() { Verb = "drift", Pipeline = "shop", Target = "local", At = NodaTime.Instant.FromUtc(2025, 7, 15, 8, 0), Exit = 0, Headline = "No drift." };

    [Fact]
    public void Are_written_in_every_format_into_folders_that_need_not_exist()
    {
        using var run = new CommandRun();
        OutputFiles.Write(run.Terminal, [.. Enum.GetValues<ReportFormat>().Select(f => new OutputFile(f, Path.Combine(run.Folder, "a", "b", $"{f}")))], Report);
        var files = Directory.GetFiles(Path.Combine(run.Folder, "a", "b"));
        Assert.Equal(["Html", "JUnit", "Json", "Markdown", "Sarif", "Text"], files.Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Contains("No drift.", File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public void Are_left_as_they_were_when_one_of_them_cannot_be_written()
    {
        using var run = new CommandRun();
        var good = Path.Combine(run.Folder, "good.json");
        File.WriteAllText(good, "before");
        Directory.CreateDirectory(Path.Combine(run.Folder, "taken"));
        var failure = Assert.Throws<VerbFailedException>(() => OutputFiles.Write(run.Terminal, [new(ReportFormat.Json, good), new(ReportFormat.Sarif, Path.Combine(run.Folder, "taken"))], Report));
        Assert.Equal(1, failure.Exit);
        Assert.Equal("The outputs cannot be written, the one at fault is taken: it is a folder. None was written.", failure.Message);
        Assert.Equal("before", File.ReadAllText(good));
        Assert.Single(Directory.GetFiles(run.Folder));
    }
}
