using System.Text;
using NodaTime;
using Orchestrator.Reports;

namespace Reports.Tests;

/// <summary>What RFC 5545 asks of a calendar, read by rules written here and not by the writer's own.</summary>
public sealed class CalendarAsICalendar
{
    private static readonly LocalDate Day = new(2026, 6, 1);

    [Fact]
    public void Has_lines_of_75_octets_at_most_that_end_with_CR_LF_and_split_no_character()
    {
        var text = IcsCalendar.Write(SamplePage.Of(Day, 1, string.Concat(Enumerable.Repeat("größe😀", 40))));
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.DoesNotContain('\n', line);
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
        });
        Assert.Contains(lines, line => line[0] == ' ');
    }

    [Fact]
    public void Is_one_event_a_run_in_utc_with_every_property_that_an_event_needs()
    {
        var events = Events(IcsCalendar.Write(SamplePage.Of(Day, 2, "sync", "rebuild")));
        Assert.Equal(4, events.Count);
        Assert.Equal("20260601T090000Z", events[0]["DTSTART"]);
        Assert.Equal("20260601T092000Z", events[0]["DTEND"]);
        Assert.Equal("sync", events[0]["SUMMARY"]);
        Assert.Contains("2026-06-01 03:00 America/Denver = 09:00 UTC", events[0]["DESCRIPTION"], StringComparison.Ordinal);
        Assert.All(events, e => Assert.Equal("20260101T000000Z", e["DTSTAMP"]));
        Assert.Equal(4, events.Select(e => e["UID"]).Distinct().Count());
    }

    [Fact]
    public void Gives_a_run_the_same_uid_whatever_else_the_calendar_holds()
    {
        var alone = Events(IcsCalendar.Write(SamplePage.Of(Day, 1, "sync")));
        var among = Events(IcsCalendar.Write(SamplePage.Of(Day, 7, "sync", "rebuild") with { Now = Instant.FromUtc(2026, 2, 2, 2, 2) }));
        Assert.Contains(alone[0]["UID"], among.Select(e => e["UID"]));
    }

    [Theory]
    [InlineData("a;b,c\\d", "a\\;b\\,c\\\\d")]
    [InlineData("two\r\nlines", "two\\nlines")]
    [InlineData("bell\u0007", "bell\uFFFD")]
    [InlineData("END:VEVENT\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM")]
    public void Escapes_what_a_text_may_not_hold(string name, string escaped)
    {
        Assert.Equal(escaped, IcsCalendar.Escape(name));
        Assert.Equal(name.ReplaceLineEndings("\n").Replace('\u0007', '\uFFFD'), Assert.Single(Events(IcsCalendar.Write(SamplePage.Of(Day, 1, name))))["SUMMARY"]);
    }

    [Fact]
    public void Says_which_run_fails() =>
        Assert.Contains(Events(IcsCalendar.Write(SamplePage.Failing("sync", "rebuild"))), e => e["SUMMARY"] == "FAILS: rebuild" && e["DESCRIPTION"].EndsWith("rebuild starts 40 min after sync has finished.", StringComparison.Ordinal));

    [Fact]
    public void Of_10_000_events_is_written_at_once() => Assert.Equal(10_000, Events(IcsCalendar.Write(SamplePage.Of(Day, 100, [.. Enumerable.Range(0, 100).Select(i => $"job-{i}")]))).Count);

    // Unfolds, splits names from values, and undoes the escaping, in this order.
    private static List<Dictionary<string, string>> Events(string text)
    {
        var events = new List<Dictionary<string, string>>();
        Dictionary<string, string>? open = null;
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], lines.Take(2));
        Assert.Equal("END:VCALENDAR", lines[^1]);
        foreach (var line in lines)
        {
            if (line == "BEGIN:VEVENT") events.Add(open = []);
            else if (line == "END:VEVENT") open = null;
            else open?.Add(line[..line.IndexOf(':', StringComparison.Ordinal)], Plain(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]));
        }

        return events;
    }

    private static string Plain(string value)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\') plain.Append(value[i]);
            else plain.Append(value[++i] == 'n' ? '\n' : value[i]);
        }

        return plain.ToString();
    }
}
