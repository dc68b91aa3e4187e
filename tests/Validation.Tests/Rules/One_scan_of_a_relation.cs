using System.Globalization;
using Orchestrator.Model;
using Orchestrator.Validation;
using Xunit.Abstractions;

namespace Validation.Tests.Rules;

/// <summary>The law of the single scan: it says of every check what a query for that check alone says.</summary>
[Collection(TheTables.Name)]
public sealed class One_scan_of_a_relation(LocalTables tables, ITestOutputHelper output)
{
    private static int Sets => Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK") is { Length: > 0 } ? 1000 : 40;

    [Fact] // 1,000 sets with ORCHESTRATOR_SOAK.
    public async Task Says_of_each_check_what_its_own_query_says()
    {
        var reference = new OneQueryPerCheck(tables);
        var differences = new List<string>();
        var outcomes = new Dictionary<(Type, CheckOutcome), int>();
        for (var set = 0; set < Sets; set++)
        {
            var random = new RandomChecks(20_260_308 + set);
            await tables.FillAsync(Visits.Table, random.VisitRows());
            await tables.FillAsync(Visits.Clients, random.ClientRows());
            var checks = random.Checks();
            foreach (var (check, result) in checks.Zip(await tables.RunAsync(checks)))
            {
                var found = (result.Outcome, result.Offences, result.Finding?.Severity);
                var expected = await reference.AskAsync((RelationCheck)check);
                var alone = set % 10 == 0 ? await tables.ResultAsync(check) : result;
                if (found != expected || alone.Says != result.Says)
                    differences.Add($"set {set}, {check}: {found} {result.Says}\n  its own query: {expected}\n  alone: {alone.Says}");
                outcomes[(check.GetType(), result.Outcome)] = outcomes.GetValueOrDefault((check.GetType(), result.Outcome)) + 1;
            }
        }
        output.WriteLine(string.Join('\n', outcomes.OrderBy(o => o.Key.ToString(), StringComparer.Ordinal).Select(o => $"{o.Key.Item1.Name} {o.Key.Item2}: {o.Value}")));
        Assert.True(differences.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{differences.Count} of {outcomes.Values.Sum()} verdicts differ:\n{string.Join('\n', differences.Take(5))}"));
        Assert.Equal(2 * 9, outcomes.Count); // Every kind was seen to hold and to fail.
    }
}
