using System.Text;
using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

public sealed class GrammarFuzz
{
    private const string Signs = "0123456789*/-,:# \tabcdefghijklmnopqrstuvwxyzLW?@+\0\n\u00e9\u0663\u2013\ud800\udc00'\"";
    private static readonly string[] Words = ["every", "of", "month", "quarter", "from", "to", "synchronized", "hours", "minutes", "mins", "day", "monday", "1st", "fifth", "09:00", "23:59", "24:00", "5", "31", "jan", "MON-FRI", "*/5", "L", "@daily"];

    [Fact]
    public void Whatever_is_written_is_read_or_refused_with_a_reason()
    {
        var (random, readable) = (new Random(20_260_101), 0);
        var (english, count) = (new RandomEnglish(random), 200_000 * Times());
        var good = Enumerable.Range(0, 2_000).Select(i => i % 5 == 0 ? RandomCron.Of(random).Text : english.Text()).ToArray();
        for (var i = 0; i < count; i++)
        {
            var text = new List<char>(good[random.Next(good.Length)]);
            for (var changes = random.Next(4); changes > 0; changes--) Mutate(text, random);
            var schedule = new Schedule(new string([.. text]), i % 997 == 0 ? "Etc/U" : "UTC");
            var reading = schedule.Read(DateTimeZoneProviders.Tzdb, (ScheduleDialect)(i % 2));
            if (Fault(schedule.Expression, reading) is { } fault) Assert.Fail($"'{schedule.Expression}' ({i}): {fault}");
            readable += reading.Mistakes.Count == 0 ? 1 : 0;
        }

        Assert.InRange(readable, count / 10, count * 9 / 10);
    }

    private static string? Fault(string text, ScheduleReading reading)
    {
        if (reading.Mistakes.Count > 0 == (reading.Zoned is not null || reading.Plain is not null)) return "mistakes and a schedule, or neither";
        if (reading.Zoned is not null && reading.Plain is not null) return "two schedules";
        foreach (var mistake in reading.Mistakes.Concat(reading.Notes))
        {
            if (mistake.Position is < 0 || mistake.Position > text.Length) return $"position {mistake.Position} of {text.Length}: {mistake.Message}";
            if (!IsSentence(mistake.Message) || !IsSentence(mistake.Remedy)) return $"no sentence: {mistake.Message} | {mistake.Remedy}";
        }

        return null;
    }

    // Begins like one, ends with a full stop, has no second one inside, and nothing that cannot be seen: half a surrogate pair reads as a replacement.
    private static bool IsSentence(string text) => text.Length < 250 && text[^1] == '.' && !text[..^1].Contains(". ", StringComparison.Ordinal) && text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar) && (char.IsUpper(text[0]) || text[0] == '\'' || char.IsDigit(text[0]));

    private static void Mutate(List<char> text, Random random)
    {
        var at = random.Next(text.Count + 1);
        switch (random.Next(6))
        {
            case 0:
                text.Insert(at, Signs[random.Next(Signs.Length)]);
                break;
            case 1 when at < text.Count:
                text.RemoveAt(at);
                break;
            case 2 when at < text.Count:
                text[at] = Signs[random.Next(Signs.Length)];
                break;
            case 3:
                text.InsertRange(at, $" {Words[random.Next(Words.Length)]} ");
                break;
            case 4:
                text.InsertRange(at, text.Skip(random.Next(text.Count + 1)).Take(random.Next(12)).ToList());
                break;
            default:
                text.RemoveRange(at, Math.Min(random.Next(8), text.Count - at));
                break;
        }
    }

    // A longer soak multiplies the texts.
    private static int Times() => Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK") is { } soak && int.TryParse(soak, out var times) && times > 0 ? times : 1;
}
