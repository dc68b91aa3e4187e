using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What the user asked of <c>prove</c>.</summary>
internal sealed record ProveFlags
{
    /// <summary>The flags of every verb; without a pipeline its name is empty.</summary>
    public required VerbOptions Common { get; init; }

    /// <summary>The files with lists of jobs; none when a pipeline is meant.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>The files that say what jobs read and write.</summary>
    public IReadOnlyList<string> Edges { get; init; } = [];

    /// <summary>How long after a producer's run a consumer must start; null for what the pipeline declares.</summary>
    public Duration? Within { get; init; }

    /// <summary>Air that proposed schedules leave; null for what the pipeline declares.</summary>
    public Duration? Margin { get; init; }

    /// <summary>Tz data to prove with, and then to compare with; none for the built-in data alone.</summary>
    public IReadOnlyList<string> TzData { get; init; } = [];

    /// <summary>How far ahead to prove.</summary>
    public required Period Horizon { get; init; }

    /// <summary>The horizon from an instant.</summary>
    public ProofHorizon HorizonFrom(Instant from) => new(from, from.InUtc().LocalDateTime.Plus(Horizon).InUtc().ToInstant());
}

/// <summary>The arguments and flags of <c>prove</c>.</summary>
internal sealed class ProveOptions(IEnumerable<string> pipelines)
{
    private readonly CommonOptions common = new(pipelines, pipelineOptional: true);

    private readonly Option<string[]> lists = new("--schedules", "-s")
    {
        Description = "A list of jobs instead of a pipeline, - for the input; may be repeated. CSV with the header name,schedule,zone,longest,reads,writes, JSON with the same members, or the output of 'gcloud scheduler jobs list --format=json' and 'bq ls --transfer_config --format=json'.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> edges = new("--edges")
    {
        Description = "A CSV with the header job,reads,writes for lists that do not say it; a column longest may say how long runs last.",
        HelpName = "file",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<Duration?> within = Length("--within", "How long after the end of a job those that read its tables must have started. Default: 2h, or what the pipeline declares.", "2h");

    private readonly Option<Duration?> margin = Length("--margin", "The air that a proposed schedule leaves after the jobs before it. Default: 15m, or what the pipeline declares.", "15m");

    private readonly Option<Period?> horizon = new("--horizon")
    {
        Description = "How far ahead every day is proven. Default: 10y.",
        HelpName = "10y",
        CustomParser = result => Read(result, DurationText.TryReadHorizon, "a horizon: write it as 10y, 18mo, 6w or 400d, at most 100y"),
    };

    private readonly Option<string[]> tzData = new("--tz-data")
    {
        Description = "Other tz data: a NodaTime file (.nzd) or a folder of compiled zones. Every verdict that they change is listed. Twice: from the first to the second.",
        HelpName = "file or folder",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Adds everything to the verb.</summary>
    public void AddTo(Command command)
    {
        common.AddTo(command);
        command.Options.Add(lists);
        command.Options.Add(edges);
        command.Options.Add(within);
        command.Options.Add(horizon);
        command.Options.Add(margin);
        command.Options.Add(tzData);
        command.Validators.Add(result =>
        {
            if (result.GetResult(tzData) is { Tokens.Count: > 2 }) result.AddError("Give --tz-data once, to compare with the built-in data, or twice, to compare the two.");
        });
        command.Validators.Add(result => JobSource.Check(result, common, lists));
    }

    /// <summary>What the user wrote.</summary>
    public ProveFlags Read(ParseResult result, string folder) => new()
    {
        Common = common.Read(result, folder),
        Lists = result.GetValue(lists) ?? [],
        Edges = result.GetValue(edges) ?? [],
        Within = result.GetValue(within),
        Margin = result.GetValue(margin),
        TzData = result.GetValue(tzData) ?? [],
        Horizon = result.GetValue(horizon) ?? Period.FromYears(10),
    };

    private static Option<Duration?> Length(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = example,
        CustomParser = result => Read(result, text => DurationText.TryRead(text), $"a length of time: write it as {example}, 90s or 1h30m"),
    };

    private static T? Read<T>(ArgumentResult result, Func<string, T?> read, string otherwise)
    {
        var text = result.Tokens[0].Value;
        if (read(text) is { } value) return value;
        result.AddError($"'{text}' is not {otherwise}.");
        return default;
    }
}

/// <summary>Where the jobs of a verb come from: a pipeline or lists, one of the two.</summary>
internal static class JobSource
{
    /// <summary>Refuses both, and neither.</summary>
    public static void Check(CommandResult result, CommonOptions common, Option<string[]> lists)
    {
        var listed = result.GetResult(lists) is { Implicit: false };
        if (common.NamesPipeline(result) == listed) result.AddError(listed ? "Name a pipeline or a list of jobs with --schedules, not both." : "Name a pipeline, or a list of jobs with --schedules.");
    }
}
