using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;

namespace Reports.Tests.GitHub;

/// <summary>What a page makes of Markdown: a real CommonMark renderer with GitHub's extensions, and then GitHub's own search for references in the finished text.</summary>
internal sealed record RenderedPage(string Html, IReadOnlyList<string> Tags, IReadOnlyList<string> Texts)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).UseTaskLists().UseFootnotes().UseAlertBlocks().UseMathematics().Build();

    // From GitHub's documentation of autolinked references, mentions and emoji; they are looked for outside code.
    private static readonly (string What, Regex Pattern)[] References =
    [
        ("mention", new(@"(?<![A-Za-z0-9_`])@[A-Za-z0-9](?:[A-Za-z0-9-]*)(?:/[A-Za-z0-9._-]+)?")),
        ("issue", new(@"(?<!\w)(?:[\w.-]+(?:/[\w.-]+)?)?#\d+|\bGH-\d+\b", RegexOptions.IgnoreCase)),
        ("prefix", new(@"(?<![A-Za-z0-9])[A-Za-z]+-\d+|GHSA-[a-z0-9]{4}-", RegexOptions.IgnoreCase)),
        ("commit", new(@"(?<![A-Za-z0-9])[0-9a-fA-F]{7,40}(?![A-Za-z0-9])")),
        ("address", new(@"(?:https?|ftp|ssh|git)://|\bwww\.\w|\b(?:mailto|xmpp):\w|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]", RegexOptions.IgnoreCase)),
        ("emoji", new(@":(?:[a-z0-9_+-]*[a-z_+-][a-z0-9_+-]*|100|1234):")),
    ];

    public static RenderedPage Of(string markdown)
    {
        var html = Markdown.ToHtml(markdown, Pipeline);
        var (tags, texts, text) = (new List<string>(), new List<string>(), new StringBuilder());
        var end = 0;
        foreach (Match tag in Regex.Matches(html, @"<!--.*?-->|</?[A-Za-z][^>]*>", RegexOptions.Singleline))
        {
            text.Append(html, end, tag.Index - end);
            // Text runs on through what is not a block; a block ends it.
            if (text.Length > 0) texts.Add(WebUtility.HtmlDecode(text.ToString()));
            text.Clear();
            tags.Add(Regex.Match(tag.Value, "^</?[A-Za-z0-9]+|^<!--").Value);
            end = tag.Index + tag.Length;
        }

        texts.Add(WebUtility.HtmlDecode(html[end..]));
        return new(html, tags, texts);
    }

    /// <summary>The text that people read, all of it.</summary>
    public string Read => string.Concat(Texts).Replace("\u200B", "", StringComparison.Ordinal).Trim();

    /// <summary>What GitHub would make a link, mention or picture of.</summary>
    public IEnumerable<string> Found()
    {
        var code = 0;
        foreach (var tag in Tags.Where(t => t is "<a" or "<img" or "<script" or "<iframe" or "<svg" or "<math" or "<input" or "<span")) yield return tag;
        // Texts and tags alternate, so the depth of code is known for each text.
        var position = 0;
        foreach (Match piece in Regex.Matches(Html, @"<!--.*?-->|</?[A-Za-z][^>]*>|[^<]+", RegexOptions.Singleline))
        {
            position++;
            if (piece.Value.StartsWith("<code", StringComparison.Ordinal) || piece.Value.StartsWith("<pre", StringComparison.Ordinal)) code++;
            else if (piece.Value is "</code>" or "</pre>") code--;
            else if (piece.Value[0] != '<' && code == 0)
                foreach (var (what, pattern) in References)
                    foreach (Match reference in pattern.Matches(WebUtility.HtmlDecode(piece.Value))) yield return $"{what}: {reference.Value}";
        }
    }
}
