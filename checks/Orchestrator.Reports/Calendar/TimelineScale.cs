using System.Globalization;
using NodaTime;

namespace Orchestrator.Reports;

/// <summary>Where an instant lies on a timeline, in pixels. Every hour that passes has the same width, so a day of 25 hours is longer than one of 24.</summary>
internal sealed class TimelineScale(CalendarPage page)
{
    /// <summary>Where the lanes begin, right of their names.</summary>
    public const double Left = 232;

    /// <summary>The width of the whole picture.</summary>
    public const double Width = 1280;

    private const double Plot = Width - Left - 16;

    /// <summary>Pixels of an hour; a day of 25 hours just fits.</summary>
    public double Hour { get; } = Plot / ((page.Days * 24) + 1);

    /// <summary>Where the last instant lies.</summary>
    public double Right => X(page.Until);

    /// <summary>Where an instant lies; one outside the page lies on its edge.</summary>
    public double X(Instant at) => Left + ((Instant.Max(page.From, Instant.Min(page.Until, at)) - page.From).TotalHours * Hour);

    /// <summary>The full hours that a zone's clocks show, each time that they do.</summary>
    public static IEnumerable<(Instant At, LocalDateTime Local)> Hours(Instant from, Instant until, DateTimeZone zone)
    {
        for (var at = from; at < until;)
        {
            var local = at.InZone(zone);
            var past = local.TimeOfDay.TickOfDay % NodaConstants.TicksPerHour;
            if (past == 0) yield return (at, local.LocalDateTime);
            var next = at + Duration.FromHours(1) - Duration.FromTicks(past);
            at = local.GetZoneInterval() is { HasEnd: true } interval && interval.End < next && interval.End > at ? interval.End : next;
        }
    }

    /// <summary>A number as SVG has it.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
