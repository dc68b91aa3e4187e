using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Model;

/// <summary>
/// When a table expires, as a property: an instant (<c>2027-01-01T00:00:00Z</c>), or a time after the table's creation (<c>2592000s after creation</c>),
/// which is what BigQuery makes of a dataset's default. A live table says both, separated by a comma and a space.
/// </summary>
public static class Expiration
{
    private const string AfterCreation = " after creation";
    private const string Both = ", ";

    /// <summary>A declared instant.</summary>
    public static string At(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>A declared time after the creation.</summary>
    public static string After(Duration lifetime) => ApiDuration.Write(lifetime) + AfterCreation;

    /// <summary>What a live table says.</summary>
    /// <param name="at">When it expires.</param>
    /// <param name="created">When it was created; null when the service does not say.</param>
    public static string Live(Instant at, Instant? created) => created is { } start ? $"{At(at)}{Both}{After(at - start)}" : At(at);

    /// <summary>Whether two texts can mean the same instant.</summary>
    public static bool Same(string one, string other) => one.Split(Both).Intersect(other.Split(Both), StringComparer.Ordinal).Any();

    /// <summary>The instant that a text means; null when it means none.</summary>
    /// <param name="text">A property's value.</param>
    /// <param name="created">When the table was created.</param>
    public static Instant? Read(string text, Instant? created)
    {
        var first = text.Split(Both)[0];
        if (!first.EndsWith(AfterCreation, StringComparison.Ordinal)) return InstantPattern.ExtendedIso.Parse(first) is { Success: true } read ? read.Value : null;
        return created is { } start && ApiDuration.TryRead(first[..^AfterCreation.Length]) is { } lifetime ? start + lifetime : null;
    }

    /// <summary>Whether a change lets rows go earlier than they would go now: a table's own expiration, or that of its partitions.</summary>
    internal static bool IsSooner(PropertyDifference difference) => difference switch
    {
        { Property: "timePartitioning.expirationMs", Declared: { } declared } => difference.Live is not { } live || Milliseconds(declared) < Milliseconds(live),
        { Property: "expirationTime", Declared: { } declared } => difference.Live is not { } live || Created(live) is not { } created || Read(declared, created) < Read(live, created),
        _ => false,
    };

    private static Instant? Created(string live) => live.Split(Both) is [var at, var after] && InstantPattern.ExtendedIso.Parse(at) is { Success: true } read
        ? ApiDuration.TryRead(after[..^AfterCreation.Length]) is { } lifetime ? read.Value - lifetime : null
        : null;

    private static decimal Milliseconds(string text) => decimal.TryParse(text, out var milliseconds) ? milliseconds : decimal.MaxValue;
}
