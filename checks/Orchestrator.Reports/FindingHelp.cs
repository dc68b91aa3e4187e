using System.Text.RegularExpressions;

namespace Orchestrator.Reports;

/// <summary>What the code of a finding means, from the page that people read (docs/findings.md): there is no second text.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Means">A sentence or two.</param>
internal sealed partial record FindingHelp(string Title, string Means)
{
    private static readonly Lazy<IReadOnlyDictionary<string, FindingHelp>> All = new(() => Read(Page()));

    /// <summary>Codes that say that something is not known, which is neither right nor wrong.</summary>
    public static IReadOnlySet<string> Unknown { get; } = new HashSet<string>(["DRIFT004", "ORDER002", "CHECK000", "CHECK040", "MONITOR001"], StringComparer.Ordinal);

    /// <summary>The help of a code, or null when the page does not have it.</summary>
    public static FindingHelp? Of(string code) => All.Value.GetValueOrDefault(code);

    private static string Page()
    {
        using var stream = typeof(FindingHelp).Assembly.GetManifestResourceStream("findings.md") ?? throw new InvalidOperationException("docs/findings.md is not embedded in Orchestrator.Reports: see its project file.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, FindingHelp> Read(string page) =>
        Row().Matches(page).ToDictionary(m => m.Groups["code"].Value, m => new FindingHelp(m.Groups["title"].Value, m.Groups["means"].Value), StringComparer.Ordinal);

    [GeneratedRegex(@"^\| (?<code>[A-Z]+\d+) \| (?<title>.*?) \| (?<means>.*?) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
