namespace House.Tests;

/// <summary>Schedules and the model compute and nothing else; only the command line speaks to a terminal and reads the wall clock.</summary>
public sealed class Purity
{
    private static readonly (string Pattern, string Instead)[] Impure =
    [
        (@"\bSystem\.Net\.Http\b|\bHttpClient\b", "HTTP belongs to Orchestrator.Google"),
        (@"\bSystem\.IO\b|(?<![\w.])(?:File|Directory|FileStream|StreamReader|StreamWriter)\.\w+|\bnew (?:FileStream|StreamReader|StreamWriter|FileInfo|DirectoryInfo)\b", "files belong to the command line"),
        (@"\bSystem\.Diagnostics\.Process\b|(?<![\w.])Process\.Start\b|\bProcessStartInfo\b", "processes belong to the adapters"),
        (@"(?<![\w.])Console\.|\bSystem\.Console\b", "the console belongs to the command line"),
        (@"\basync\b|\bawait\b", "what is pure has nothing to wait for"),
        (@"\bILogger\b", "give values back, and let the command line print them"),
        (@"\bThread\.Sleep\b|\bTask\.(?:Run|Delay)\b", "what is pure has nothing to wait for"),
        (@"\bEnvironment\.\w+", "the environment belongs to the command line"),
    ];

    private const string Clock = @"\bSystemClock\.Instance\b|\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bTimeZoneInfo\.Local\b";

    [Fact]
    public void Holds_in_Schedules_and_Model() => Assert.Empty(InPureProjects(Repository.Code));

    [Fact]
    public void Leaves_console_and_clock_to_the_command_line() => Assert.Empty(ConsoleAndClock(Repository.Code));

    [Theory]
    [InlineData("using System.Net.Http;")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("using System.IO;")]
    [InlineData("using var p = Process.Start(info);")]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("public async Task A() { }")]
    [InlineData("private readonly ILogger log;")]
    [InlineData("var home = Environment.GetEnvironmentVariable(name);")]
    public void An_impure_line_is_refused(string line)
    {
        Assert.NotEmpty(InPureProjects([new("infra/Orchestrator.Model/A.cs", line)]));
        Assert.NotEmpty(InPureProjects([new("infra/Orchestrator.Schedules/A.cs", line)]));
        Assert.Empty(InPureProjects([new("infra/Orchestrator.Google/A.cs", line)]));
    }

    [Theory]
    [InlineData("// async is for others")]
    [InlineData("var text = \"Console.WriteLine\";")]
    [InlineData("Task<Plan> PlanAsync();")]
    public void A_word_in_a_comment_or_text_is_no_use(string line) => Assert.Empty(InPureProjects([new("infra/Orchestrator.Model/A.cs", line)]));

    [Theory]
    [InlineData("Console.Error.WriteLine(1);")]
    [InlineData("AnsiConsole.Write(grid);")]
    [InlineData("var now = SystemClock.Instance.GetCurrentInstant();")]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var clock = TimeProvider.System;")]
    public void Console_and_clock_are_refused_elsewhere(string line)
    {
        Assert.NotEmpty(ConsoleAndClock([new("checks/Orchestrator.Reports/A.cs", line)]));
        Assert.Empty(ConsoleAndClock([new("cli/A.cs", line)]));
    }

    [Fact]
    public void A_console_made_for_a_text_writer_is_accepted() =>
        Assert.Empty(ConsoleAndClock([new("checks/Orchestrator.Reports/A.cs", "var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = writer });")]));

    private static IEnumerable<string> InPureProjects(IEnumerable<SourceFile> code) => code
        .Where(f => f.Path.StartsWith("infra/Orchestrator.Schedules/", StringComparison.Ordinal) || f.Path.StartsWith("infra/Orchestrator.Model/", StringComparison.Ordinal))
        .SelectMany(f => Impure.SelectMany(i => f.Uses(i.Pattern, i.Instead)));

    private static IEnumerable<string> ConsoleAndClock(IEnumerable<SourceFile> code) => code
        .Where(f => !f.IsTest && !f.Path.StartsWith("cli/", StringComparison.Ordinal))
        .SelectMany(f => f.Uses(@"(?<![\w.])(?:Ansi)?Console\.(?!Create\()", "give text back, and let the command line print it")
            .Concat(f.Uses(Clock, "take `now` from the command line")));
}
