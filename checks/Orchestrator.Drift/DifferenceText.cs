using System.Globalization;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>One sentence for a property that differs.</summary>
internal static class DifferenceText
{
    private const int LongestValue = 80;

    public static string Say(Job? job, Change change, PropertyDifference difference)
    {
        if (!difference.Certain) return $"{difference.Property} cannot be compared by meaning, because one of the two statements does not analyze.";
        if (job is not null && difference.Property == "state") return SayState(job, difference);
        if (PropertyFacts.Find(change.Id.Kind, difference.Property)?.Compared == Comparison.Sql) return $"{difference.Property} means something else than the declared statement.";
        return (difference.Declared, difference.Live) switch
        {
            (null, var live) => $"{difference.Property} is {Quoted(live)}, and nothing is declared.",
            (var declared, null) => $"{difference.Property} is not set, declared {Quoted(declared)}.",
            var (declared, live) => $"{difference.Property} is {Quoted(live)}, declared {Quoted(declared)}.",
        };
    }

    private static string SayState(Job job, PropertyDifference difference) => (difference.Live, job.State) switch
    {
        ("ENABLED", JobState.PausedState pause) => $"Runs, although it is declared paused. {Pauses.Say(pause)}",
        ("DISABLED", _) => $"Does not run: Cloud Scheduler has disabled it because of an error, declared {difference.Declared}.",
        ("UPDATE_FAILED", _) => $"Its last update failed, so what it does is not known: its state is UPDATE_FAILED, declared {difference.Declared}.",
        _ => $"Does not run: its state is {difference.Live ?? "not known"}, declared {difference.Declared}.",
    };

    private static string Quoted(string? value)
    {
        var line = string.Join(' ', (value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? $"'{line}'" : $"'{line[..(LongestValue - 1)]}…'";
    }
}

/// <summary>A declared pause in words: every report prints reason, owner and expiry.</summary>
public static class Pauses
{
    /// <summary>One sentence.</summary>
    public static string Say(JobState.PausedState pause) =>
        string.Create(CultureInfo.InvariantCulture, $"Paused by {pause.Owner} until {LocalDatePattern.Iso.Format(pause.Until)}: {pause.Reason.TrimEnd('.')}.");
}
