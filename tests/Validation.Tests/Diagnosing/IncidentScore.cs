using System.Globalization;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>How many incidents of one kind were diagnosed rightly.</summary>
internal sealed class IncidentScore
{
    public int All { get; private set; }

    public int First { get; private set; }

    public int FirstTwo { get; private set; }

    public int Supported { get; private set; }

    public int ConfidentlyWrong { get; private set; }

    public int Both { get; private set; }

    public static IncidentScore operator +(IncidentScore a, IncidentScore b) => new()
    {
        All = a.All + b.All,
        First = a.First + b.First,
        FirstTwo = a.FirstTwo + b.FirstTwo,
        Supported = a.Supported + b.Supported,
        ConfidentlyWrong = a.ConfidentlyWrong + b.ConfidentlyWrong,
        Both = a.Both + b.Both,
    };

    /// <summary>Counts a diagnosis; gives whether it is less than perfect.</summary>
    public bool Add(SyntheticIncident incident, DiagnosisReport report)
    {
        var order = report.Hypotheses.Select(h => h.Kind).ToList();
        var first = incident.Truth.Contains(order[0]);
        // Of two causes both are among the first two, of one cause it is.
        var firstTwo = incident.Truth.All(t => order.IndexOf(t) < 2);
        var wrong = report.Causes.Any(c => !incident.Truth.Contains(c)) && report.Hypotheses.Any(h => incident.Truth.Contains(h.Kind) && h.Verdict == HypothesisVerdict.Rejected);
        var both = incident.Truth.Count == 2 && incident.Truth.All(report.Causes.Contains);
        All++;
        First += first ? 1 : 0;
        FirstTwo += firstTwo ? 1 : 0;
        Supported += incident.Truth.All(report.Causes.Contains) ? 1 : 0;
        ConfidentlyWrong += wrong ? 1 : 0;
        Both += both ? 1 : 0;
        return !first || !firstTwo || wrong || (incident.Truth.Count == 2 && !both);
    }

    public string Row(string name) => string.Create(CultureInfo.InvariantCulture, $"| {name} | {All} | {First} | {FirstTwo} | {Supported} | {ConfidentlyWrong} |");
}
