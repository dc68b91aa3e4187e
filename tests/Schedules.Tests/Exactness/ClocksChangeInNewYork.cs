using System.Globalization;
using NodaTime.Text;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>Each case on which cron libraries were compared: our answer under each of the nine policies, and the peer that .NET can run.</summary>
public sealed class ClocksChangeInNewYork
{
    public static IEnumerable<object[]> Cases { get; } = [.. ClockChangeFacts.All.Select(f => new object[] { f.Cron, f.Spring })];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Our_answer_follows_the_named_policy(string cron, bool spring)
    {
        var fact = Fact(cron, spring);
        foreach (var policy in DstPolicy.All)
        {
            var expected = new[] { fact.First, fact.Second, fact.Third }[spring ? (int)policy.Gap : (int)policy.Overlap];
            var fires = ZonedSchedule.Parse(cron, ClockChangeFacts.Zone).Fires(InstantPattern.General.Parse(fact.From).Value, InstantPattern.General.Parse(fact.To).Value, policy);
            Assert.Equal(expected, string.Join(' ', fires.Select(f => f.InUtc().TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture))));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Quartz_answers_as_pinned(string cron, bool spring)
    {
        var fact = Fact(cron, spring);
        var quartz = new Quartz.CronExpression($"0 {cron[..^1]}?", TimeZoneInfo.FindSystemTimeZoneById(ClockChangeFacts.Zone));
        var (at, to, fires) = (Time(fact.From).AddSeconds(-1), Time(fact.To), new List<string>());
        while (quartz.GetNextValidTimeAfter(at) is { } next && next < to)
        {
            fires.Add(next.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));
            at = next;
        }

        Assert.Equal(fact.Quartz, string.Join(' ', fires));
    }

    [Fact]
    public void The_libraries_disagree_in_five_of_ten_cases() => Assert.Equal([5, 5], ClockChangeFacts.All.GroupBy(f => f.PeersAgree).Select(g => g.Count()));

    [Fact]
    public void The_documentation_shows_these_very_answers()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln"))) folder = folder.Parent!;
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "daylight-saving.md"));
        Assert.All(ClockChangeFacts.All, fact => Assert.Contains(Row(fact), page, StringComparison.Ordinal));
        Assert.Contains($"Quartz {ClockChangeFacts.Quartz}, croner {ClockChangeFacts.Croner}, cron-parser {ClockChangeFacts.CronParser}", page, StringComparison.Ordinal);
    }

    private static string Row(ClockChangeFact fact) =>
        $"| `{fact.Cron}` | {string.Join(" | ", new[] { fact.First, fact.Second, fact.Third, fact.Quartz, fact.Croner, fact.CronParser }.Select(fires => fires.Length == 0 ? "none" : fires))} |";

    private static ClockChangeFact Fact(string cron, bool spring) => ClockChangeFacts.All.Single(f => f.Cron == cron && f.Spring == spring);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
