using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The values of the first key column, and how ranges of them are split: numbers evenly, texts at sampled values.</summary>
internal sealed class KeySpace
{
    private static readonly Int128 Beyond = (Int128)long.MaxValue + 1;

    private readonly List<string>? sample;

    private KeySpace(KeyRange whole, List<string>? sample) => (Whole, this.sample) = (whole, sample);

    /// <summary>Every value on either side.</summary>
    public KeyRange Whole { get; }

    /// <summary>Whole numbers from the smallest to the largest of both sides.</summary>
    public static KeySpace OfIntegers(params IEnumerable<KeyExtent> extents)
    {
        var bounds = extents.Where(e => e.First is not null).SelectMany(e => new[] { Number(e.First!), Number(e.Last!) }).ToList();
        return new(Range(bounds.Min(), bounds.Max() + 1), null);
    }

    /// <summary>Texts, some of which are known.</summary>
    public static KeySpace OfTexts(IEnumerable<string> sample) => new(new("", null), [.. sample.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Order(Utf8Order.Instance)]);

    /// <summary>At most so many ranges that make up a range, ascending; the range itself when it cannot be split.</summary>
    public IReadOnlyList<KeyRange> Split(KeyRange range, int parts) => sample is null ? SplitNumbers(range, parts) : SplitTexts(range, parts);

    /// <summary>Which of two ranges comes first.</summary>
    public int Compare(KeyRange left, KeyRange right) => sample is null ? Number(left.From).CompareTo(Number(right.From)) : Utf8Order.Instance.Compare(left.From, right.From);

    private static List<KeyRange> SplitNumbers(KeyRange range, int parts)
    {
        var (from, before) = (Number(range.From), range.Before is { } end ? Number(end) : Beyond);
        var width = (before - from + parts - 1) / parts;
        var ranges = new List<KeyRange>();
        for (var start = from; start < before; start += width) ranges.Add(Range(start, Int128.Min(start + width, before)));
        return ranges;
    }

    private List<KeyRange> SplitTexts(KeyRange range, int parts)
    {
        var first = Index(range.From, after: true);
        var inside = (range.Before is { } before ? Index(before, after: false) : sample!.Count) - first;
        var cuts = Enumerable.Range(1, parts - 1).Select(i => first + (int)((long)inside * i / parts)).Where(i => i < first + inside).Distinct().Select(i => sample![i]).ToList();
        return [.. cuts.Prepend(range.From).Zip(cuts.Select(c => (string?)c).Append(range.Before), (from, to) => new KeyRange(from, to))];
    }

    // The first sampled value at or after a value, or strictly after it.
    private int Index(string value, bool after)
    {
        var found = sample!.BinarySearch(value, Utf8Order.Instance);
        return found < 0 ? ~found : after ? found + 1 : found;
    }

    private static Int128 Number(string text) => Int128.Parse(text, CultureInfo.InvariantCulture);

    private static KeyRange Range(Int128 from, Int128 before) => new(from.ToString(CultureInfo.InvariantCulture), before >= Beyond ? null : before.ToString(CultureInfo.InvariantCulture));
}
