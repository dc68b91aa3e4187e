using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Foreign text on its way into a comment (masked, cut, escaped), and numbers in words.</summary>
/// <param name="showPersonal">Whether e-mail addresses stay.</param>
internal sealed class CommentWords(bool showPersonal)
{
    /// <summary>Running text.</summary>
    public string Say(string text, int longest = 600) => MarkdownText.Escape(Safe(text, longest));

    /// <summary>A name or value, as code.</summary>
    public string Name(string text, int longest = 200) => MarkdownText.Code(Safe(text, longest));

    /// <summary><c>9,874 findings</c>.</summary>
    public static string Count(int number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {one}{(number == 1 ? "" : "s")}");

    /// <summary><c>2 errors, 1 note</c>; empty for none.</summary>
    public static string Severities(IReadOnlyCollection<Finding> findings) => string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Info }
        .Select(s => (Severity: s, Number: findings.Count(f => f.Severity == s)))
        .Where(s => s.Number > 0)
        .Select(s => Count(s.Number, Word(s.Severity))));

    /// <summary>The severity for people.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    // Masked before it is cut, or half an address would stay; and only what can be shown is looked at.
    private string Safe(string text, int longest)
    {
        var start = text.Length > longest * 4 ? text[..(longest * 4)] : text;
        return PlainLine.Cut(PlainLine.Of(showPersonal ? start : PersonalText.Mask(start)), longest);
    }
}
