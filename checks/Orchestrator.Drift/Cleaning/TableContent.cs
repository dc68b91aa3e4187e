using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>
/// How many rows a table has and a checksum of them that does not depend on their order: the sums of the first two 32-bit parts of each row's MD5.
/// Sums add up, so what was deleted is known from before and after, and a restoration can be checked even when other rows came in between.
/// </summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Sums">The two sums.</param>
public sealed record TableContent(long Rows, ImmutableArray<long> Sums)
{
    /// <summary>Reads the one row of <see cref="StaleStatements.Content"/>.</summary>
    public static TableContent Read(QueryAnswer answer)
    {
        var values = answer.Rows[0].Select(v => long.Parse(v!.GetValue<string>(), CultureInfo.InvariantCulture)).ToList();
        return new(values[0], [.. values.Skip(1)]);
    }

    /// <summary>Reads <see cref="ToString"/>'s form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static TableContent Parse(string text)
    {
        var parts = text.Split(' ', ':');
        if (parts.Length != 3) throw new FormatException($"'{text}' is not the content of a table.");
        return new(long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture), [.. parts[1..].Select(p => long.Parse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The two sums as one word.</summary>
    public string Checksum => string.Join(':', Sums.Select(s => s.ToString("x", CultureInfo.InvariantCulture)));

    /// <summary>These rows and others.</summary>
    public TableContent Plus(TableContent other) => new(Rows + other.Rows, [.. Sums.Zip(other.Sums, (a, b) => a + b)]);

    /// <summary>These rows without others.</summary>
    public TableContent Minus(TableContent other) => new(Rows - other.Rows, [.. Sums.Zip(other.Sums, (a, b) => a - b)]);

    /// <inheritdoc/>
    public bool Equals(TableContent? other) => other is not null && Rows == other.Rows && Sums.SequenceEqual(other.Sums);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Sums[0]);

    /// <summary>Number of rows and checksum, in one line that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows} {Checksum}");
}
