using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using Orchestrator.Drift;

namespace Orchestrator.Cli;

/// <summary>What the user asked of <c>monitor</c>.</summary>
internal sealed record MonitorFlags
{
    /// <summary>The flags of every verb.</summary>
    public required VerbOptions Common { get; init; }

    /// <summary>Whether all checks are run, or only those of freshness.</summary>
    public bool AllChecks { get; init; }

    /// <summary>How often to poll; null polls once.</summary>
    public Duration? Every { get; init; }

    /// <summary>Where messages go; null prints only.</summary>
    public SecretAddress? Webhook { get; init; }

    /// <summary>What messages are signed with, or null.</summary>
    public string? Secret { get; init; }

    /// <summary>The file that is the sign of life, or null.</summary>
    public string? HeartbeatFile { get; init; }

    /// <summary>The address that is called as a sign of life, or null.</summary>
    public SecretAddress? HeartbeatAddress { get; init; }

    /// <summary>A heartbeat to look at instead of polling, or null.</summary>
    public string? CheckHeartbeat { get; init; }

    /// <summary>How old that heartbeat may be.</summary>
    public required Duration MaxAge { get; init; }
}

/// <summary>The arguments and flags of <c>monitor</c>. Addresses are secrets: they come from the environment, and no sentence repeats them.</summary>
internal sealed class MonitorOptions(IEnumerable<string> pipelines)
{
    private readonly CommonOptions common = new(pipelines);

    private readonly Option<bool> once = new("--once") { Description = "Poll once (default)." };
    private readonly Option<Duration?> every = new("--every") { Description = "Keep running and poll at whole steps from midnight in the pipeline's zone, for example 4h.", HelpName = "4h", CustomParser = Step };
    private readonly Option<bool> checks = new("--checks") { Description = "Run all checks. Default: those of freshness only." };
    private readonly Option<SecretAddress?> webhook = new("--webhook") { Description = "Where messages go, as Slack's incoming webhooks take them. Better in ORCHESTRATOR_WEBHOOK: whoever knows the address can post there. Signed when ORCHESTRATOR_WEBHOOK_SECRET is set.", HelpName = "url", CustomParser = Address };
    private readonly Option<string?> heartbeat = new("--heartbeat") { Description = "A file to write, or an address to call, after every poll that could see everything. An address is better in ORCHESTRATOR_HEARTBEAT.", HelpName = "file|url" };
    private readonly Option<string?> checkHeartbeat = new("--check-heartbeat") { Description = "Do not poll: look whether a heartbeat file is recent enough (exit 2 when not).", HelpName = "file" };
    private readonly Option<Duration?> maxAge = new("--max-age") { Description = "How old that heartbeat may be. Default: 5h.", HelpName = "5h", CustomParser = Length };

    /// <summary>Adds all of them to the verb.</summary>
    public void AddTo(Command command)
    {
        common.AddTo(command);
        foreach (var option in new Option[] { once, every, checks, webhook, heartbeat, checkHeartbeat, maxAge }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(every) is null) return;
            if (result.GetResult(once) is not null) result.AddError("--once and --every exclude each other.");
            if (result.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--at" && !o.Implicit)) result.AddError("--at is one instant, and --every polls at many: choose one.");
        });
    }

    /// <summary>What the user wrote, and what the environment says.</summary>
    public MonitorFlags Read(ParseResult parsed, Terminal terminal)
    {
        var beat = parsed.GetValue(heartbeat) ?? terminal.Variable("ORCHESTRATOR_HEARTBEAT");
        var isAddress = beat?.Contains("://", StringComparison.Ordinal) == true;
        return new()
        {
            Common = common.Read(parsed, terminal.Folder),
            AllChecks = parsed.GetValue(checks),
            Every = parsed.GetValue(every),
            Webhook = parsed.GetValue(webhook) ?? Given(terminal.Variable("ORCHESTRATOR_WEBHOOK"), "ORCHESTRATOR_WEBHOOK"),
            Secret = terminal.Variable("ORCHESTRATOR_WEBHOOK_SECRET") is { Length: > 0 } secret ? secret : null,
            HeartbeatAddress = isAddress ? Given(beat, "The heartbeat") : null,
            HeartbeatFile = isAddress || string.IsNullOrEmpty(beat) ? null : Path.GetFullPath(beat, terminal.Folder),
            CheckHeartbeat = parsed.GetValue(checkHeartbeat),
            MaxAge = parsed.GetValue(maxAge) ?? Duration.FromHours(5),
        };
    }

    private static SecretAddress? Given(string? text, string name) => string.IsNullOrEmpty(text) ? null
        : SecretAddress.TryRead(text) ?? throw new VerbFailedException(1, $"{name} is not an address that can be called: write it with https://, without a user name.");

    private static SecretAddress? Address(ArgumentResult result)
    {
        if (SecretAddress.TryRead(result.Tokens[0].Value) is { } address) return address;
        result.AddError("--webhook is not an address that can be called: write it with https://, without a user name.");
        return null;
    }

    private static Duration? Step(ArgumentResult result)
    {
        var step = Length(result);
        if (step is { } given && (given < PollGrid.Shortest || given > PollGrid.Longest)) result.AddError("--every lies between 1m and 1d.");
        return step;
    }

    private static Duration? Length(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DurationText.TryRead(text) is { } length && length > Duration.Zero) return length;
        result.AddError($"'{text}' is not a length of time: write it as 4h or 30m.");
        return null;
    }
}
