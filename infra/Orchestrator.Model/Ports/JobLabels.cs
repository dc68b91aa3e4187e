using System.Collections.Immutable;
using System.Text;

namespace Orchestrator.Model;

/// <summary>
/// Labels of a query's job, by which its cost is found in billing exports and in INFORMATION_SCHEMA.JOBS. Google takes keys and values of at most 63
/// lower-case letters, digits, underscores and hyphens, and keys that begin with a letter.
/// </summary>
public static class JobLabels
{
    /// <summary>The greatest length of a key or value.</summary>
    public const int Longest = 63;

    /// <summary>No labels.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Labels in a form that Google takes, by key; an empty value leaves its label out.</summary>
    public static IReadOnlyDictionary<string, string> Of(params IReadOnlyList<(string Key, string? Value)> labels) =>
        labels.Where(l => !string.IsNullOrEmpty(l.Value)).ToImmutableSortedDictionary(l => Key(l.Key), l => Value(l.Value!), StringComparer.Ordinal);

    /// <summary>Two sets of labels as one; a key that both have keeps the value of <paramref name="stronger"/>.</summary>
    public static IReadOnlyDictionary<string, string> Join(IReadOnlyDictionary<string, string> weaker, IReadOnlyDictionary<string, string> stronger) =>
        weaker.Count == 0 ? stronger : stronger.Count == 0 ? weaker : ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, weaker).SetItems(stronger);

    /// <summary>A text as a label's value: what Google does not take becomes a hyphen.</summary>
    public static string Value(string text)
    {
        var value = new StringBuilder(Longest);
        foreach (var c in text)
        {
            if (value.Length == Longest) break;
            value.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c == '_' ? '_' : '-');
        }
        return value.ToString();
    }

    private static string Key(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) ? Value(text) : throw new ArgumentException($"'{text}' cannot be the key of a label: begin with a letter.", nameof(text));
}
