using NodaTime;
using Quartz;

namespace Benchmarks;

/// <summary>The fires of an expression as Quartz gives them, one after the other.</summary>
public sealed class QuartzWalk
{
    private readonly CronExpression cron;
    private readonly DateTimeOffset to;
    private DateTimeOffset at;

    private QuartzWalk(CronExpression cron, Instant from, Instant to) => (this.cron, at, this.to) = (cron, from.ToDateTimeOffset().AddSeconds(-1), to.ToDateTimeOffset());

    /// <summary>The fire that the last step found, in seconds since the Unix epoch.</summary>
    public long Seconds => at.ToUnixTimeSeconds();

    /// <summary>Parses an expression of Quartz's form and stands before its first fire in [from, to).</summary>
    public static QuartzWalk Of(string quartz, string zone, Instant from, Instant to) => new(Parse(quartz, zone), from, to);

    /// <summary>A walk of an expression that is parsed already.</summary>
    public static QuartzWalk Of(CronExpression cron, Instant from, Instant to) => new(cron, from, to);

    /// <summary>Parses only.</summary>
    public static CronExpression Parse(string quartz, string zone) => new(quartz, TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Goes to the next fire; false when there is none before the end.</summary>
    public bool Next()
    {
        if (cron.GetNextValidTimeAfter(at) is not { } next || next >= to) return false;
        at = next;
        return true;
    }
}
