using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orchestrator.Cli;

/// <summary>What the user asked of <c>orchestrator comment</c>.</summary>
internal sealed record PullRequestFlags
{
    /// <summary>Files of reports; <c>-</c> is the input.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>The stack; null means the pipelines and the target of the reports.</summary>
    public string? Stack { get; init; }

    /// <summary><c>owner/name</c>; null means GITHUB_REPOSITORY.</summary>
    public string? Repository { get; init; }

    /// <summary>The number; null means that of the event.</summary>
    public int? PullRequest { get; init; }

    /// <summary>The commit; null means the head of the event's pull request, or GITHUB_SHA.</summary>
    public string? Commit { get; init; }

    /// <summary>The login whose comments are ours; null means that of the token.</summary>
    public string? Author { get; init; }

    /// <summary>Whether the Markdown is printed and nothing else happens.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether a check run with annotations is written too.</summary>
    public bool Check { get; init; }

    /// <summary>Whether e-mail addresses stay as they are.</summary>
    public bool ShowPersonal { get; init; }

    /// <summary>Whether values of offending rows are shown.</summary>
    public bool ShowValues { get; init; }

    /// <summary>How the outcome is printed.</summary>
    public ReportFormat Format { get; init; }
}

/// <summary>The arguments and flags of <c>orchestrator comment</c>.</summary>
internal sealed class PullRequestOptions
{
    private readonly Argument<string[]> reports = new("report.json") { Description = "Reports that verbs wrote with --format json; - for the input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> stack = new("--stack", "-s") { Description = "The stack; each has a comment of its own. Default: the pipelines and the target of the reports.", HelpName = "name" };
    private readonly Option<string?> repository = new("--repository", "-r") { Description = "The repository. Default: GITHUB_REPOSITORY.", HelpName = "owner/name" };
    private readonly Option<int?> pullRequest = new("--pull-request", "-p") { Description = "Its number. Default: that of the event that started the workflow.", HelpName = "number", CustomParser = ParseNumber };
    private readonly Option<string?> commit = new("--sha") { Description = "The commit that was judged. Default: the head of the pull request, or GITHUB_SHA.", HelpName = "commit" };
    private readonly Option<string?> author = new("--author") { Description = "The login whose comments are ours. Default: that of the token.", HelpName = "login" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the Markdown; no network." };
    private readonly Option<bool> check = new("--check-run") { Description = "Also write a check run on the commit, with annotations beside the lines of files." };
    private readonly Option<bool> showPersonal = new("--show-personal") { Description = "Print e-mail addresses as they are instead of masked." };
    private readonly Option<bool> showValues = new("--show-values") { Description = "Print the values of the rows that checks found, not only their columns." };
    private readonly Option<ReportFormat> format = new("--format", "-f") { Description = "How to print the outcome: text (default), json or markdown.", HelpName = "text|json|markdown", CustomParser = CommonOptions.Choice<ReportFormat> };

    public void AddTo(Command command)
    {
        command.Arguments.Add(reports);
        foreach (var option in new Option[] { stack, repository, pullRequest, commit, author, dryRun, check, showPersonal, showValues, format }) command.Options.Add(option);
    }

    public PullRequestFlags Read(ParseResult result) => new()
    {
        Reports = result.GetRequiredValue(reports),
        Stack = result.GetValue(stack),
        Repository = result.GetValue(repository),
        PullRequest = result.GetValue(pullRequest),
        Commit = result.GetValue(commit),
        Author = result.GetValue(author),
        DryRun = result.GetValue(dryRun),
        Check = result.GetValue(check),
        ShowPersonal = result.GetValue(showPersonal),
        ShowValues = result.GetValue(showValues),
        Format = result.GetValue(format),
    };

    private static int? ParseNumber(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, out var number) && number > 0) return number;
        result.AddError($"'{text}' is not the number of a pull request.");
        return null;
    }
}
