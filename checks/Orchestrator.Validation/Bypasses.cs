using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// The detours of a pipeline, looked at once (R14): one whose time is over is a finding, one whose check is green is asked to go, and every one is printed. A
/// bypass holds up to and including the instant <see cref="Bypass.Until"/>; a minute later it has expired.
/// </summary>
public static class Bypasses
{
    /// <summary>A bypass has expired.</summary>
    public const string Expired = "BYPASS001";

    /// <summary>The check of a bypass is green: it can go. Advice, which does not make a verb fail, or mending the table would fail the gate that proves it.</summary>
    public const string Removable = "BYPASS002";

    /// <summary>Whether the time of a bypass is over.</summary>
    public static bool IsExpired(Bypass bypass, Instant now) => now > bypass.Until;

    /// <summary>What there is to say of the bypasses, given how checks came out.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="results">Results of some or all of its checks; a bypass whose check is not among them is not judged by it.</param>
    /// <param name="now">The one instant of the run.</param>
    public static IReadOnlyList<Finding> Find(Pipeline pipeline, IReadOnlyList<CheckResult> results, Instant now) =>
    [
        .. pipeline.Bypasses.OrderBy(b => b.Name, StringComparer.Ordinal).Select(bypass => (IsExpired(bypass, now), IsGreen(bypass, results)) switch
        {
            (true, true) => Say(bypass, Expired, Severity.Warning, $"It expired on {At(bypass.Until)}, and {bypass.RemovedWhen.Subject}, for which it waits, holds.", Remove(bypass)),
            (true, false) => Say(bypass, Expired, Severity.Warning, $"It expired on {At(bypass.Until)}: {bypass.Reader} still reads {bypass.Instead.Id} in place of {bypass.Around.Id}. Reason then: {bypass.Reason}", $"{bypass.Owner} decides again: mend {bypass.Around.Id} and remove the bypass, or set a new end."),
            (false, true) => Say(bypass, Removable, Severity.Info, $"{bypass.RemovedWhen.Subject}, for which it waits, holds: nobody would notice a regression while {bypass.Reader} reads past it.", Remove(bypass)),
            _ => null,
        }).OfType<Finding>(),
    ];

    /// <summary>The bypasses as every report prints them; nothing when there is none.</summary>
    public static IReadOnlyList<ReportSection> Sections(Pipeline pipeline, Instant now) => pipeline.Bypasses.Count == 0 ? [] :
    [
        new("Bypasses", [.. pipeline.Bypasses.OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => new ReportBlock.Paragraph(
            $"{b.Name}: {b.Reader} reads {b.Instead.Id} in place of {b.Around.Id}, until {b.RemovedWhen.Subject} holds, and at most until {At(b.Until)}{(IsExpired(b, now) ? ", which is over" : "")}. Reason: {b.Reason.TrimEnd('.')}. Owner: {b.Owner}."))]),
    ];

    private static bool IsGreen(Bypass bypass, IReadOnlyList<CheckResult> results) => results.Any(r => r.Check.Name == bypass.RemovedWhen.Name && r.Outcome == CheckOutcome.Holds);

    private static string Remove(Bypass bypass) => $"Let {bypass.Reader} read {bypass.Around.Id} again, and take the bypass out of the declaration.";

    private static string At(Instant instant) => InstantPattern.General.Format(instant);

    private static Finding Say(Bypass bypass, string code, Severity severity, string message, string remedy) =>
        new() { Code = code, Severity = severity, Subject = bypass.Subject, Message = message, Remedy = remedy };
}
