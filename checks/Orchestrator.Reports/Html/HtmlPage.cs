using System.Text;

namespace Orchestrator.Reports;

/// <summary>The frame of a page that stands alone: no scripts, nothing from elsewhere, and a policy that keeps it so.</summary>
internal static class HtmlPage
{
    /// <summary>The page up to its heading.</summary>
    /// <param name="title">The title, escaped.</param>
    /// <param name="style">The rules of CSS, lines without indentation.</param>
    public static StringBuilder Begin(string title, string style) => new StringBuilder("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">

        """).Append($"<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n");

    /// <summary>The page with its end.</summary>
    public static string End(StringBuilder html) => html.Append("</main>\n</body>\n</html>\n").ToString();
}
