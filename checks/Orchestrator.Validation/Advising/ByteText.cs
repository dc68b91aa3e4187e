using System.Globalization;

namespace Orchestrator.Validation;

/// <summary>Numbers of bytes for people: <c>12.5 MiB</c>.</summary>
public static class ByteText
{
    private static readonly IReadOnlyList<string> Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>At most one decimal, in the largest unit that leaves at least 1.</summary>
    public static string Say(decimal bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1024 && unit < Units.Count - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{bytes.ToString("#,0.#", CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}

/// <summary>US dollars for people: cents, and more digits below a cent.</summary>
public static class Money
{
    /// <summary><c>$12.34</c>, <c>$0.0018</c>, <c>$0</c>.</summary>
    public static string Say(decimal dollars) => dollars == 0 ? "$0"
        : Math.Abs(dollars) < 0.000001m ? "less than $0.000001"
        : $"${dollars.ToString(Math.Abs(dollars) >= 0.1m ? "#,0.00" : "0.######", CultureInfo.InvariantCulture)}";
}
