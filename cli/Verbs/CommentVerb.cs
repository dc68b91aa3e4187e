using System.CommandLine;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator comment</c>: the reports of other verbs as the one comment of a stack on a pull request.</summary>
internal static class CommentVerb
{
    public static Command Command(Terminal terminal)
    {
        var options = new PullRequestOptions();
        var command = new Command("comment", "Put the reports of plan, drift, prove and check on a pull request: one comment per stack, created or updated in place. Ends with 0 when it is there.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(PullRequestFlags flags, Terminal terminal, CancellationToken cancellation)
    {
        var reports = ReportFiles.Read(flags.Reports, terminal);
        var place = new PullRequestPlace(flags, terminal);
        var content = new CommentContent { Stack = flags.Stack ?? StackOf(reports), Commit = place.Commit, Reports = reports, ShowPersonal = flags.ShowPersonal, ShowValues = flags.ShowValues };
        var comment = PullRequestText.Render(content);
        if (flags.DryRun)
        {
            await terminal.Out.WriteAsync(comment).ConfigureAwait(false);
            return 0;
        }

        // First what needs no permission: a fork's token may write nothing else.
        JobSummary.Append(terminal, content);
        var endpoint = place.Endpoint;
        using var http = GitHubHttp.ClientFor(endpoint.Api);
        var github = new GitHubPullRequests(http, endpoint, TimeProvider.System);
        terminal.Progress($"commenting on pull request {place.Number} of {place.Repository}");
        var outcome = await github.CommentAsync(new(place.Repository, place.Number, StackMarker.Of(content.Stack), comment), cancellation).ConfigureAwait(false);
        if (flags.Check)
        {
            var commit = place.Commit ?? throw new VerbFailedException(1, "Which commit? A check run belongs to one: name it with --sha.");
            terminal.Progress($"writing the check run on commit {commit}");
            await github.CheckAsync(CheckOfReports.Of(content, place.Repository, commit, terminal.Pipelines), cancellation).ConfigureAwait(false);
        }

        return Printing.Print(terminal, flags.Format, Outcome(content, place, outcome, terminal));
    }

    private static VerbReport Outcome(CommentContent content, PullRequestPlace place, CommentOutcome outcome, Terminal terminal) => new()
    {
        Verb = "comment",
        Pipeline = string.Join(", ", content.Reports.Select(r => r.Pipeline).Distinct(StringComparer.Ordinal)),
        Target = content.Reports[0].Target,
        At = terminal.WallClock(),
        Exit = 0,
        Headline = $"The comment of stack '{content.Stack}' on pull request {place.Number} of {place.Repository} is {outcome.Written.ToString().ToLowerInvariant()}{(outcome.Deleted > 0 ? $", {outcome.Deleted} older deleted" : "")}: {outcome.Address}",
        Summary = new Dictionary<string, object?>
        {
            ["repository"] = place.Repository,
            ["pullRequest"] = place.Number,
            ["stack"] = content.Stack,
            ["comment"] = outcome.Written.ToString().ToLowerInvariant(),
            ["deleted"] = outcome.Deleted,
            ["address"] = outcome.Address,
        },
    };

    private static string StackOf(IReadOnlyList<VerbReport> reports) =>
        $"{string.Join('+', reports.Select(r => r.Pipeline).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}/{string.Join('+', reports.Select(r => r.Target).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
}
