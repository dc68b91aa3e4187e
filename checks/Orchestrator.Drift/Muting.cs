using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Findings that are known and accepted for a while: they stay in the report, with the mute that holds for them.</summary>
public static class Muting
{
    /// <summary>
    /// The findings, each with its mute when one is in force (its last date included, in the pipeline's zone), and a finding for every mute that expired or that
    /// nothing needs. What could not be read is muted too, but stays unknown: a verb still ends with exit code 3.
    /// </summary>
    /// <param name="pipeline">The pipeline that declares mutes.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="now">The instant of the run.</param>
    /// <param name="judged">Whether a run like this one would have found what a mute is about; a mute of anything else is neither needed nor unused.</param>
    public static IReadOnlyList<Finding> Apply(Pipeline pipeline, IReadOnlyList<Finding> findings, Instant now, Func<Mute, bool> judged)
    {
        if (pipeline.Mutes.Count == 0) return findings;
        var inForce = InForce(pipeline, now);
        return
        [
            .. Mark(pipeline, findings, now),
            .. pipeline.Mutes.Except(inForce).Select(m => About(m, FindingFacts.MuteExpired, $"{Say(m)} That date has passed, so the finding {(findings.Any(f => Matches(m, f)) ? "counts again" : "would count again; it is not there")}.", "Mend what was muted, or decide again.")),
            .. inForce.Where(m => judged(m) && !findings.Any(f => Matches(m, f))).Select(m => About(m, FindingFacts.MuteUnused, $"{Say(m)} Nothing is found that it would mute.", "Take the mute out of the declaration.")),
        ];
    }

    /// <summary>The findings alone, each with its mute when one is in force: for verbs that do not judge the mutes themselves.</summary>
    public static IReadOnlyList<Finding> Mark(Pipeline pipeline, IReadOnlyList<Finding> findings, Instant now)
    {
        var inForce = InForce(pipeline, now);
        return [.. findings.Select(f => f.Muted is null && inForce.Find(m => Matches(m, f)) is { } mute ? f with { Muted = mute } : f)];
    }

    private static List<Mute> InForce(Pipeline pipeline, Instant now)
    {
        var today = now.InZone(DateTimeZoneProviders.Tzdb[pipeline.Zone]).Date;
        return [.. pipeline.Mutes.Where(m => m.Until >= today)];
    }

    /// <summary>A mute in words: reason, owner and expiry.</summary>
    public static string Say(Mute mute) => $"Muted by {mute.Owner} until {LocalDatePattern.Iso.Format(mute.Until)}: {mute.Reason.TrimEnd('.')}.";

    private static bool Matches(Mute mute, Finding finding) =>
        mute.Code == finding.Code && mute.Subject == finding.Subject && (mute.Property is null || mute.Property == finding.Property);

    private static Finding About(Mute mute, string code, string message, string remedy) => new()
    {
        Code = code,
        Severity = Severity.Warning,
        Subject = $"mute/{mute.Code}/{mute.Subject}",
        Property = mute.Property,
        Message = message,
        Remedy = remedy,
    };
}
