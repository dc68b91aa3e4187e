using System.Collections;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Figures from the summaries of reports, where the verb gave them.</summary>
internal static class SummaryFigures
{
    /// <summary>A number, or 0.</summary>
    public static int Number(this VerbReport report, string name) => report.Summary.GetValueOrDefault(name) switch
    {
        int number => number,
        long number and >= 0 and <= int.MaxValue => (int)number,
        _ => 0,
    };

    /// <summary>A text, or null.</summary>
    public static string? Text(this VerbReport report, string name) => report.Summary.GetValueOrDefault(name) as string;

    /// <summary>The records of a list, or none.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Records(this VerbReport report, string name) =>
        report.Summary.GetValueOrDefault(name) is IEnumerable list and not string ? list.OfType<IReadOnlyDictionary<string, object?>>() : [];

    /// <summary>A member that is a text, or nothing.</summary>
    public static string Text(this IReadOnlyDictionary<string, object?> record, string name) => record.GetValueOrDefault(name) as string ?? "";
}
