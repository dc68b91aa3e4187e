using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// Who is told of what a monitor finds, when, and when not (R143, R158). What is found is recorded in any case; this decides only about messages.
/// </summary>
public sealed record Alerting
{
    /// <summary>Who is told. Default: nobody in particular, which every message says.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it is written what to do. Default: none.</summary>
    public Uri? Runbook { get; init; }

    /// <summary>The poll in a row, the first one counted, at which an alarm is escalated. Default: 3, which is 8 h after the first at one poll every 4 h.</summary>
    public int EscalateAfter { get; init; } = 3;

    /// <summary>Polls between two reminders of an alarm that still stands. Default: 6, which is a day at one poll every 4 h.</summary>
    public int RemindEvery { get; init; } = 6;

    /// <summary>Hours of every day without messages. Default: none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Times in which people work on the pipeline, without messages. Default: none.</summary>
    public IReadOnlyList<Maintenance> Maintenance { get; init; } = [];

    /// <summary>Why no message goes out at an instant: the quiet hours or the maintenance in force; null when messages go out.</summary>
    /// <param name="now">The instant of the poll.</param>
    /// <param name="zone">The pipeline's zone.</param>
    public string? Silence(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        if (Maintenance.FirstOrDefault(m => m.From <= local && local < m.Until) is { } work) return work.Says;
        return Quiet is { } quiet && quiet.Covers(local.TimeOfDay) ? quiet.Says : null;
    }
}

/// <summary>Hours of every day, in the pipeline's zone, in which nobody wants a message. What is found in them is told after them, if it still stands.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after them; earlier than <paramref name="From"/> when they go past midnight.</param>
public sealed record QuietHours(LocalTime From, LocalTime Until)
{
    /// <summary>Whether a local time lies in them.</summary>
    public bool Covers(LocalTime time) => From <= Until ? From <= time && time < Until : time >= From || time < Until;

    /// <summary>In words.</summary>
    public string Says => $"quiet hours from {From:HH:mm} to {Until:HH:mm}";
}

/// <summary>A time in which people work on the pipeline: what is found is recorded, and told afterwards if it still stands.</summary>
public sealed record Maintenance
{
    /// <summary>When it begins, in the pipeline's zone.</summary>
    public required LocalDateTime From { get; init; }

    /// <summary>When it is over, in the pipeline's zone.</summary>
    public required LocalDateTime Until { get; init; }

    /// <summary>Why, in a sentence that a stranger understands.</summary>
    public required string Reason { get; init; }

    /// <summary>Who works.</summary>
    public required string Owner { get; init; }

    /// <summary>In words.</summary>
    public string Says => $"maintenance by {Owner} until {Until:uuuu-MM-dd HH:mm}: {Reason.TrimEnd('.')}";
}
