using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Whether an amount of what is wrong counts: within the tolerance it does not, above the level of a warning it is a warning, beyond the tolerance it is a failure.</summary>
internal static class ToleratedVerdict
{
    /// <summary>Judges an amount.</summary>
    /// <param name="check">The check, for its tolerance.</param>
    /// <param name="amount">How much is wrong.</param>
    /// <param name="whole">What it is measured against.</param>
    /// <param name="wrong">What is wrong, without a full stop.</param>
    /// <param name="right">What to say when nothing is wrong: a sentence.</param>
    /// <param name="evidence">How many rows were looked at.</param>
    public static Verdict Of(RelationCheck check, decimal amount, decimal whole, string wrong, string right, long evidence)
    {
        var looked = (int)Math.Min(evidence, int.MaxValue);
        if (amount == 0) return new(right, [], looked);
        var tolerated = check.Tolerated.Accepts(amount, whole);
        var warns = tolerated && check.WarnAbove is { } level && !level.Accepts(amount, whole);
        if (tolerated && !warns) return new($"{wrong}: tolerated, up to {Text(check.Tolerated)}.", [], looked);
        var says = warns ? $"{wrong}: tolerated up to {Text(check.Tolerated)}, but more than {Text(check.WarnAbove!.Value)} is a warning."
            : check.Tolerated == Tolerance.None ? $"{wrong}."
            : $"{wrong}: more than the {Text(check.Tolerated)} that is tolerated.";
        return new(says, [], looked) { Offending = (long)Math.Ceiling(amount), Severity = warns ? Severity.Warning : null };
    }

    /// <summary>There is nothing to judge: an offence of its own, unless that is allowed.</summary>
    /// <param name="place">Where something should be: a relation, or a column of it.</param>
    /// <param name="allowed">Whether that is allowed.</param>
    /// <param name="looked">What there is none of: rows, values, keys.</param>
    public static Verdict Empty(string place, bool allowed, string looked = "rows") => allowed
        ? new($"There is no {looked[..^1]} to look at in {place}, which is allowed.", [], 0)
        : new($"There is no {looked[..^1]} to look at in {place}: nothing is known to hold.", [new Dictionary<string, string?> { ["place"] = place, [looked] = "0" }], 0);

    private static string Text(Tolerance tolerance) => tolerance switch
    {
        { Absolute: 0, Share: > 0 } => Share(tolerance),
        { Absolute: > 0, Share: > 0 } => $"{Counted.Text(tolerance.Absolute)} or {Share(tolerance)}",
        _ => Counted.Text(tolerance.Absolute),
    };

    private static string Share(Tolerance tolerance) => (tolerance.Share * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}
