using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Schedules;

namespace Orchestrator.Reports;

/// <summary>
/// A calendar page as iCalendar (RFC 5545): one event a run, as long as the run can last. Times are UTC, so every program shows them on its own
/// clock; the description says the local time. The same run has the same UID whenever it is written.
/// </summary>
public static class IcsCalendar
{
    private const int MostOctets = 75;
    private static readonly InstantPattern Basic = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The calendar, with line ends of CR LF.</summary>
    public static string Write(CalendarPage page)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Orchestrator//Calendar 1//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, $"X-WR-CALNAME:{Escape(page.Title)}");
        var stamp = Basic.Format(page.Now);
        var failures = page.Failures.ToLookup(f => (f.Consumer, f.ConsumerStart));
        var jobs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in page.Runs.OrderBy(r => r.Start).ThenBy(r => r.Name, StringComparer.Ordinal))
        {
            if (!jobs.TryGetValue(run.Name, out var id)) jobs.Add(run.Name, id = Id($"{page.Title}\n{run.Name}"));
            Event(text, page, run, $"{id}-{Basic.Format(run.Start)}@orchestrator", stamp, [.. failures[(run.Name, run.Start)]]);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, CalendarPage page, CalendarRun run, string uid, string stamp, IReadOnlyList<CalendarFailure> failures)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{uid}");
        Line(text, $"DTSTAMP:{stamp}");
        Line(text, $"DTSTART:{Basic.Format(run.Start)}");
        Line(text, $"DTEND:{Basic.Format(run.Start + Duration.Max(run.Longest, Duration.FromSeconds(1)))}");
        Line(text, $"SUMMARY:{Escape(failures.Count == 0 ? run.Name : $"FAILS: {run.Name}")}");
        var says = new[] { $"{run.Start.InZone(page.Zone):uuuu-MM-dd HH:mm} {page.Zone.Id} = {run.Start.InUtc():HH:mm} UTC, at most {Span.Say(run.Longest)}", run.Note }
            .Where(s => s.Length > 0).Concat(failures.Select(FailureText.Say));
        Line(text, $"DESCRIPTION:{Escape(string.Join("\n", says))}");
        Line(text, "TRANSP:TRANSPARENT");
        Line(text, "END:VEVENT");
    }

    /// <summary>A text value: backslash, semicolon, comma and line feed are escaped, other control characters replaced.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (char.IsControl(c)) escaped.Append('\uFFFD');
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Folded after 75 octets at the latest, between characters; a continuation begins with a space, which counts.
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }

    private static string Id(string job) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(job)).AsSpan(0, 12)).ToLower(CultureInfo.InvariantCulture);
}

/// <summary>Failures on a calendar in words.</summary>
internal static class FailureText
{
    /// <summary>One sentence with both jobs.</summary>
    public static string Say(CalendarFailure failure) => failure.Overlaps
        ? $"{failure.Consumer} starts {Span.Say(failure.Length)} before {failure.Producer} has finished."
        : $"{failure.Consumer} starts {Span.Say(failure.Length)} after {failure.Producer} has finished.";

    /// <summary>A few words for the place beside the consumer's run; the last producer stands for all.</summary>
    public static string Short(IReadOnlyList<CalendarFailure> failures)
    {
        var last = failures.MaxBy(f => f.ProducerEnd)!;
        var others = failures.Count == 1 ? "" : $" and {failures.Count - 1} more";
        return last.Overlaps ? $"✗ starts {Span.Say(last.Length)} before {last.Producer} ends{others}" : $"✗ waits {Span.Say(last.Length)} after {last.Producer}{others}";
    }
}
