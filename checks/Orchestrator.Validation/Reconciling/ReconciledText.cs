using System.Globalization;
using NodaTime;

namespace Orchestrator.Validation;

/// <summary>What a reconciliation found, in the words of its report.</summary>
internal static class ReconciledText
{
    /// <summary>An amount, every digit of it.</summary>
    public static string Amount(decimal? amount) => amount is { } a ? (a / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "NULL";

    /// <summary>An amount in the table of keys, where NULL is shown as 0 as the variance counts it, and told beside; what cannot be compared is not shown as a number.</summary>
    public static string Shown(ReconciledKey key, decimal? amount) => amount is null && key.Class == KeyClass.NoNumber ? "no number" : Amount(amount ?? 0);

    /// <summary>A share with one decimal.</summary>
    public static string Share(decimal share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>The key, or what there is in its place.</summary>
    public static string Key(string? key) => key switch { null => "NULL", "" => "''", _ => key };

    /// <summary>The class as the report writes it.</summary>
    public static string Class(KeyClass kind) => kind switch
    {
        KeyClass.UnderSynced => "Under-synced",
        KeyClass.OverSynced => "Over-synced",
        KeyClass.ExtraKey => "Extra key",
        KeyClass.NullKey => "Null key",
        KeyClass.UnknownKey => "Unknown key",
        KeyClass.NotApplicable => "N/A",
        KeyClass.NoNumber => "No number",
        _ => kind.ToString(),
    };

    /// <summary>In which way the target has nothing.</summary>
    public static string Missing(MissingHow how) => how switch
    {
        MissingHow.KeyAbsent => "key absent",
        MissingHow.ValueNull => "row present, value NULL",
        MissingHow.ValueZero => "row present, value 0",
        _ => "",
    };

    /// <summary>A lag with its interval, in days.</summary>
    public static string Lag(LagEstimate lag) => Told(lag) + (lag.OnlyDates && lag.Best is not null ? ", by dates alone" : "");

    private static string Told(LagEstimate lag) => lag.Kind switch
    {
        LagKind.NoRows => "no rows",
        LagKind.NothingMissing => $"nothing missing, at most {Days(lag.AtMost!.Value)}",
        LagKind.NothingArrived => $"nothing arrived in {Days(lag.AtLeast!.Value)}: not a lag",
        LagKind.NotByAge => "what is missing is not the youngest: not a lag",
        LagKind.Inconclusive => $"{Days(lag.Best!.Value)} ({Days(lag.AtLeast!.Value)} to {Days(lag.AtMost!.Value)}), too few rows to be sure",
        _ => $"{Days(lag.Best!.Value)} ({Days(lag.AtLeast!.Value)} to {Days(lag.AtMost!.Value)})",
    };

    private static string Days(Duration age) => age.TotalDays.ToString("0.0", CultureInfo.InvariantCulture) + " d";
}
