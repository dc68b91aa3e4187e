using System.Globalization;

namespace Orchestrator.Validation;

/// <summary>A number of bytes as people write it: decimal units as prices are given in (GB), or binary ones (GiB).</summary>
/// <param name="Bytes">Not negative.</param>
public readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Name, decimal Bytes)[] Units =
    [
        ("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("PB", 1_000_000_000_000_000),
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("PiB", 1L << 50),
    ];

    /// <summary>Reads <c>500MB</c>, <c>1.5 GB</c>, <c>2GiB</c>; units in any case. Null when it is not a size of at least one byte.</summary>
    public static ByteSize? TryRead(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = trimmed[digits..].TrimStart();
        if (digits == 0 || Units.FirstOrDefault(u => string.Equals(u.Name, unit, StringComparison.OrdinalIgnoreCase)) is not { Bytes: > 0 } known) return null;
        if (!decimal.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number > long.MaxValue / known.Bytes || decimal.Floor(number * known.Bytes) is not (>= 1 and var bytes) ? null : new((long)bytes);
    }

    /// <summary>Three figures in decimal units: <c>10.5 MB</c>.</summary>
    public override string ToString()
    {
        decimal bytes = Bytes;
        var unit = Units.Take(6).Last(u => u.Bytes == 1 || bytes >= u.Bytes);
        var number = bytes / unit.Bytes;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit.Bytes == 1 || number >= 100 ? $"{number:0}" : number >= 10 ? $"{number:0.#}" : $"{number:0.##}")} {unit.Name}");
    }
}
