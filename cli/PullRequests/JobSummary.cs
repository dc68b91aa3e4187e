using System.Text;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>The page of a workflow's run: GitHub shows what is written to the file that GITHUB_STEP_SUMMARY names.</summary>
internal static class JobSummary
{
    private const int MostBytes = 1_048_576;

    /// <summary>Adds the text, with room for more than a comment has; nothing outside a workflow.</summary>
    public static void Append(Terminal terminal, CommentContent content)
    {
        if (terminal.Variable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } file) return;
        var path = Path.GetFullPath(file, terminal.Folder);
        var left = MostBytes - (File.Exists(path) ? new FileInfo(path).Length : 0);
        var limit = (int)Math.Min(CommentContent.SummaryLimit, left / 3);
        if (limit < CommentContent.CommentLimit) terminal.Progress("the job summary is full: earlier steps wrote most of the 1 MiB that GitHub shows");
        else File.AppendAllText(path, PullRequestText.Render(content with { Limit = limit }), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
