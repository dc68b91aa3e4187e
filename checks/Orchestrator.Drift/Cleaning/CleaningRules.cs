using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Why stale rows may not be deleted.</summary>
public static class CleaningRules
{
    /// <summary>Every reason, in one sentence each; empty when the rows may be deleted.</summary>
    /// <param name="stale">The declaration with its limits.</param>
    /// <param name="counted">What is there now.</param>
    /// <param name="expected">How many rows somebody expects to be deleted; null leaves that unjudged (a dry run).</param>
    public static IReadOnlyList<string> Refusals(StaleRows stale, StaleCount counted, long? expected) => [.. Find(stale, counted, expected)];

    private static IEnumerable<string> Find(StaleRows stale, StaleCount counted, long? expected)
    {
        var least = (long)Math.Ceiling(stale.UsualRows * stale.MinimumShareOfUsual);
        var what = stale.Rule is StaleRule.KeyGone gone ? gone.Source.ResourceId.ToString() : "The newest snapshot";
        if (counted.Current == 0) yield return $"{what} is empty: beside nothing, everything looks stale.";
        else if (counted.Current < least) yield return Say($"{what} has {counted.Current:N0} rows, less than {least:N0} ({stale.MinimumShareOfUsual:P0} of the usual {stale.UsualRows:N0}): it may be incomplete.");
        if (counted.Stale > stale.Ceiling) yield return Say($"{counted.Stale:N0} rows are stale, more than the ceiling of {stale.Ceiling:N0}.");
        if (expected is { } n && n != counted.Stale) yield return Say($"{counted.Stale:N0} rows are stale, not the {n:N0} that were expected: look again.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
