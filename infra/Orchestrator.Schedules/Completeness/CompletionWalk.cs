using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Walks over the days of a horizon and remembers when each is complete, at worst.</summary>
internal sealed class CompletionWalk(JobChain chain, DateTimeZone zone)
{
    // Policies differ only near a change of clocks: in short stretches few combinations are different.
    private const int Stretch = 32;

    private readonly RunCases cases = new(chain);
    private readonly Arrivals arrivals = new(chain);
    private readonly List<CompletionDay> days = [];
    private readonly (long Least, LocalDate Day)[] slack = [.. Enumerable.Repeat((long.MaxValue, LocalDate.MaxIsoValue), Arrivals.Edges(chain).Length)];

    public IReadOnlyList<CompletionDay> Days => days;

    public CompletionDay? Worst { get; private set; }

    public IReadOnlyList<ChainRun> CriticalChain { get; private set; } = [];

    public IReadOnlyList<EdgeSlack> Slack =>
    [
        .. Arrivals.Edges(chain).Zip(slack).Where(s => s.Second.Least < long.MaxValue)
            .Select(s => new EdgeSlack(chain.Jobs[s.First.Producer].Name, chain.Jobs[s.First.Consumer].Name, Duration.FromTicks(s.Second.Least), s.Second.Day))
            .OrderBy(s => s.Consumer, StringComparer.Ordinal).ThenBy(s => s.Producer, StringComparer.Ordinal),
    ];

    public void Over(ProofHorizon horizon)
    {
        var first = horizon.From.InZone(zone).Date;
        if (LocalDay.Start(first, zone) < horizon.From) first = first.PlusDays(1);
        for (var date = first; ; date = date.PlusDays(Stretch))
        {
            // One border more than days.
            var dates = Enumerable.Range(0, Stretch + 1).Select(date.PlusDays).TakeWhile(d => LocalDay.Start(d, zone) <= horizon.To).ToList();
            if (dates.Count < 2) return;
            Over(dates);
        }
    }

    private void Over(List<LocalDate> dates)
    {
        var borders = dates.Select(date => LocalDay.Start(date, zone).ToUnixTimeTicks()).ToArray();
        var latest = Enumerable.Repeat(Arrivals.None, dates.Count - 1).ToArray();
        var from = Enumerable.Repeat(borders[0] / NodaConstants.TicksPerSecond, chain.Jobs.Count).ToArray();
        var until = ChainReach.Ahead(chain, borders[^1] / NodaConstants.TicksPerSecond);
        foreach (var starts in cases.Between(from, until))
        {
            for (var day = 0; day < latest.Length; day++)
            {
                var at = arrivals.Of(starts, borders[day], borders[day + 1]);
                if (at == Arrivals.None) continue;
                latest[day] = Math.Max(latest[day], at);
                arrivals.Tighten(slack, dates[day]);
            }
        }

        var found = latest.Select((at, day) => (At: at, Day: day)).Where(d => d.At != Arrivals.None).Select(d => (d.Day, d.At, Told: Day(dates[d.Day], d.At))).ToList();
        days.AddRange(found.Select(d => d.Told));
        if (found.Count == 0) return;
        var worst = found.MaxBy(d => d.Told.Local);
        if (worst.Told.Local.CompareTo(Worst?.Local) <= 0) return;
        Worst = worst.Told;

        // The case that makes it so late, once more.
        _ = cases.Between(from, until).First(starts => arrivals.Of(starts, borders[worst.Day], borders[worst.Day + 1]) == worst.At);
        CriticalChain = arrivals.Critical();
    }

    private CompletionDay Day(LocalDate date, long ticks)
    {
        var at = Instant.FromUnixTimeTicks(ticks);
        var local = at.InZone(zone);
        return new CompletionDay(date, at, new CompletionTime(Period.DaysBetween(date, local.Date), local.TimeOfDay));
    }
}
