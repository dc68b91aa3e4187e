using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Model;

/// <summary>
/// Properties of a resource by name, sorted by ordinal value, never changed. Two arrays instead of a tree: a fleet has some hundred thousand of
/// them, each read a few times and almost never written.
/// </summary>
public sealed class PropertyDictionary : IReadOnlyDictionary<string, string>
{
    private readonly string[] names;
    private readonly string[] values;

    internal PropertyDictionary(string[] names, string[] values) => (this.names, this.values) = (names, values);

    /// <summary>No property.</summary>
    public static PropertyDictionary Empty { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => names.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => names;

    /// <inheritdoc/>
    public IEnumerable<string> Values => values;

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no property '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : values[index];
        return index >= 0;
    }

    /// <summary>The same with one property more, or with another value.</summary>
    public PropertyDictionary SetItem(string name, string value) => SetItems([new(name, value)]);

    /// <summary>The same with more properties, or with other values; of several values of one name the last one counts.</summary>
    public PropertyDictionary SetItems(IEnumerable<KeyValuePair<string, string>> items) => this.Concat(items).ToPropertyDictionary(p => p.Key, p => p.Value);

    /// <summary>The same without some properties; names that it has not got are none of its business.</summary>
    public PropertyDictionary RemoveRange(IEnumerable<string> keys)
    {
        var gone = keys.ToHashSet(StringComparer.Ordinal);
        return this.Where(p => !gone.Contains(p.Key)).ToPropertyDictionary(p => p.Key, p => p.Value);
    }

    /// <summary>The same without one property.</summary>
    public PropertyDictionary Remove(string name) => RemoveRange([name]);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < names.Length; i++) yield return new(names[i], values[i]);
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A property by its place in the order of names.</summary>
    internal (string Name, string Value) At(int index) => (names[index], values[index]);

    private int IndexOf(string name) => Array.BinarySearch(names, name, StringComparer.Ordinal);
}

/// <summary>Collects properties in any order; of several values of one name the last one counts.</summary>
/// <param name="capacity">How many properties are expected.</param>
public sealed class PropertyDictionaryBuilder(int capacity = 8)
{
    private readonly List<string> names = new(capacity);
    private readonly List<string> values = new(capacity);

    /// <summary>Gives a property its value.</summary>
    [SuppressMessage("Design", "CA1044:Properties should not be write only", Justification = "A builder is written, the map is read.")]
    public string this[string name]
    {
        set
        {
            names.Add(name);
            values.Add(value);
        }
    }

    /// <summary>What was collected.</summary>
    public PropertyDictionary ToProperties()
    {
        var (sortedNames, sortedValues) = (names.ToArray(), values.ToArray());
        var order = Order(sortedNames);
        if (order == 0) return new(sortedNames, sortedValues);
        if (order > 0)
        {
            Sort(sortedNames, sortedValues);
            if (Order(sortedNames) == 0) return new(sortedNames, sortedValues);
        }
        // A name that was given twice: its last value.
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) last[names[i]] = values[i];
        return new([.. last.Keys], [.. last.Values]);
    }

    // By insertion while there are few: they mostly come in runs that are sorted already.
    private static void Sort(string[] names, string[] values)
    {
        if (names.Length > 40)
        {
            Array.Sort(names, values, StringComparer.Ordinal);
            return;
        }
        for (var i = 1; i < names.Length; i++)
        {
            var (name, value) = (names[i], values[i]);
            var at = i;
            for (; at > 0 && string.CompareOrdinal(names[at - 1], name) > 0; at--) (names[at], values[at]) = (names[at - 1], values[at - 1]);
            (names[at], values[at]) = (name, value);
        }
    }

    // 0 when every name is less than the next, 1 when some are not, -1 when two neighbours are equal.
    private static int Order(string[] names)
    {
        for (var i = 1; i < names.Length; i++)
            if (string.CompareOrdinal(names[i - 1], names[i]) is >= 0 and var order) return order == 0 ? -1 : 1;
        return 0;
    }
}

/// <summary>Property maps from anything.</summary>
public static class PropertyDictionaries
{
    /// <summary>The properties that items stand for; of several values of one name the last one counts.</summary>
    public static PropertyDictionary ToPropertyDictionary<T>(this IEnumerable<T> items, Func<T, string> name, Func<T, string> value)
    {
        var builder = new PropertyDictionaryBuilder();
        foreach (var item in items) builder[name(item)] = value(item);
        return builder.ToProperties();
    }
}
