// The tests and the lint of the source.

using System.Text.RegularExpressions;

Task("Test")
    .Description("Builds everything and runs all tests.")
    .Does(() =>
    {
        int passed = 0, failed = 0;
        string Count(string line)
        {
            var counts = Regex.Match(line ?? "", @"^\w+! +- Failed: +(\d+), Passed: +(\d+),");
            failed += counts.Success ? int.Parse(counts.Groups[1].Value) : 0;
            passed += counts.Success ? int.Parse(counts.Groups[2].Value) : 0;
            return line;
        }

        var exit = StartProcess("dotnet", new ProcessSettings
        {
            Arguments = "test Orchestrator.sln --configuration Release --nologo",
            RedirectStandardOutput = true,
            RedirectedStandardOutputHandler = line => { Console.WriteLine(Count(line)); return line; },
        });
        Console.WriteLine($"{passed} passed, {failed} failed");
        Environment.Exit(exit == 0 && passed == 0 ? 1 : exit);
    });

Task("Soak")
    .Description("The random laws again with 20 times as many cases.")
    .Does(() =>
    {
        Environment.SetEnvironmentVariable("ORCHESTRATOR_SOAK", EnvironmentVariable("ORCHESTRATOR_SOAK", "20"));
        Dotnet("test tests/Schedules.Tests --configuration Release --nologo --logger console;verbosity=detailed");
    });

Task("Benchmarks")
    .Description("Measures speed beside the peers and rewrites docs/benchmarks.md.")
    .Does(() => Dotnet($"run --project tests/Benchmarks --configuration Release -- --write docs/benchmarks.md --date {DateTime.UtcNow:yyyy-MM-dd}"));

Task("Lint")
    .Description("Checks the formatting of the source.")
    // Declarations are tables, aligned by hand.
    .Does(() => Dotnet("format Orchestrator.sln --verify-no-changes --exclude infra/Pipelines/"));
