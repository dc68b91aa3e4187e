using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>The arguments and flags that verbs share, each described once.</summary>
internal sealed class CommonOptions
{
    private readonly Argument<string?> pipeline;

    private readonly Option<ReportFormat> format = new("--format", "-f")
    {
        Description = "How to print: text (default), json (nothing but one JSON document on the output), markdown, junit (XML for build servers), sarif (2.1.0, for code scanning) or html (one page).",
        HelpName = "text|json|markdown|junit|sarif|html",
        CustomParser = Choice<ReportFormat>,
    };

    private readonly Option<string[]> outputs = new("--output")
    {
        Description = "A file to write besides what is printed, as format=path, for example sarif=drift.sarif; may be repeated. All of them are written, or none.",
        HelpName = "format=path",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<Target> target = new("--target", "-t")
    {
        Description = "Where to look: local (default; the local Google, started when none answers) or gcp (application default credentials).",
        HelpName = "local|gcp",
        CustomParser = Choice<Target>,
    };

    private readonly Option<Instant?> at = new("--at")
    {
        Description = "The instant to judge at, RFC 3339 in UTC. Default: the clock of the target.",
        HelpName = "2026-03-08T09:00:00Z",
        CustomParser = ParseInstant,
    };

    private readonly Option<Uri?> endpoint = new("--endpoint")
    {
        Description = "The address of a running local Google. Default: http://127.0.0.1:9050 when it answers, else one inside this process.",
        HelpName = "url",
        CustomParser = ParseUri,
    };

    private readonly Option<string?> project = new("--project") { Description = "The Google Cloud project to look at. Default: the one that the declaration names.", HelpName = "id", CustomParser = ParseProject };

    private readonly Option<string> state = new("--state")
    {
        Description = "The folder of the local Google's data and of the journal of 'up'.",
        HelpName = "folder",
        DefaultValueFactory = _ => ".orchestrator",
    };

    private readonly Option<bool> fresh = new("--fresh")
    {
        Description = "Read every table anew. Default: with 100 tables or more, only those that BigQuery shows as changed since the last run, and all of them once a day.",
    };

    /// <summary>The flags for a verb.</summary>
    /// <param name="names">The pipelines that can be named.</param>
    /// <param name="pipelineOptional">Whether the verb can do without a pipeline. Default: no.</param>
    /// <param name="incidents">The incidents that can be named in place of a pipeline. Default: none.</param>
    public CommonOptions(IEnumerable<string> names, bool pipelineOptional = false, IEnumerable<string>? incidents = null)
    {
        var pipelines = names.Order(StringComparer.Ordinal).ToList();
        var others = (incidents ?? []).Order(StringComparer.Ordinal).ToList();
        List<string> known = [.. pipelines, .. others];
        var (noun, orIncident) = others.Count == 0 ? ("pipeline", "") : ("pipeline and no incident", $"; or an incident: {string.Join(", ", others)}");
        pipeline = new("pipeline") { Description = $"The pipeline: {string.Join(", ", pipelines)}{orIncident}.", Arity = pipelineOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
        pipeline.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (name is not null && !known.Contains(name, StringComparer.Ordinal)) result.AddError($"There is no {noun} '{name}': choose one of {string.Join(", ", known)}.");
        });
    }

    /// <summary>Adds the pipeline and all flags to a verb; one with formats of its own adds those itself, and one that is about no pipeline names none.</summary>
    public void AddTo(Command command, bool format = true, bool named = true)
    {
        if (named) command.Arguments.Add(pipeline);
        if (format)
        {
            command.Options.Add(this.format);
            command.Options.Add(outputs);
            command.Validators.Add(result =>
            {
                var files = (result.GetValue(outputs) ?? []).Select(o => (Text: o, File: OutputFiles.TryRead(o))).ToList();
                foreach (var (wrong, _) in files.Where(o => o.File is null)) result.AddError($"'{wrong}' is not an output: write it as sarif=drift.sarif, with one of text, json, markdown, junit, sarif, html.");
                foreach (var twice in files.GroupBy(o => o.File?.Path, StringComparer.Ordinal).Where(g => g.Key is not null && g.Count() > 1)) result.AddError($"Two outputs are written to {twice.Key}: give each its own file.");
            });
        }

        command.Options.Add(target);
        command.Options.Add(at);
        command.Options.Add(endpoint);
        command.Options.Add(project);
        command.Options.Add(state);
        command.Options.Add(fresh);
    }

    /// <summary>Whether a pipeline was named.</summary>
    public bool NamesPipeline(CommandResult result) => result.GetResult(pipeline) is { Tokens.Count: > 0 };

    /// <summary>What the user wrote.</summary>
    public VerbOptions Read(ParseResult result, string folder) => new()
    {
        Pipeline = result.GetResult(pipeline) is null ? "" : result.GetValue(pipeline) ?? "",
        Verb = result.CommandResult.Command.Name,
        Format = result.GetValue(format),
        Outputs = [.. (result.GetValue(outputs) ?? []).Select(o => OutputFiles.TryRead(o)!).Select(o => o with { Path = Path.GetFullPath(o.Path, folder) })],
        Target = result.GetValue(target),
        At = result.GetValue(at),
        Endpoint = result.GetValue(endpoint),
        Project = result.GetValue(project),
        Fresh = result.GetValue(fresh),
        StateFolder = Path.GetFullPath(result.GetRequiredValue(state), folder),
    };

    /// <summary>Reads an instant as <c>--at</c> takes it.</summary>
    internal static Instant? ParseInstant(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } offset) return offset.Value.ToInstant();
        result.AddError($"'{text}' is not an instant: write it as 2026-03-08T09:00:00Z.");
        return null;
    }

    // A local Google has neither encryption nor passwords: it is only ever on this machine.
    private static Uri? ParseUri(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) return uri;
        result.AddError($"'{text}' is not an address of a local Google: write it as http://127.0.0.1:9050.");
        return null;
    }

    // The name goes into statements and addresses, so nothing but a project id is taken.
    private static string? ParseProject(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or ':')) return text;
        result.AddError($"'{text}' is not a project id: it has lower-case letters, digits and hyphens, at most 63.");
        return null;
    }

    /// <summary>Reads one of the names of an enumeration, in any case.</summary>
    internal static T Choice<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return value;
        result.AddError($"'{text}' is not possible here: choose {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
        return default;
    }
}
