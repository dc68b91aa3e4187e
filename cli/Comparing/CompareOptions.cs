using System.CommandLine;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What <c>compare</c> was asked for.</summary>
internal sealed record CompareFlags(VerbOptions Common, ComparedTable Left, ComparedTable Right, ComparisonRequest Request, IReadOnlyList<string> Masked, TimeSpan Timeout, bool Live);

/// <summary>The arguments and flags of <c>compare</c>.</summary>
internal sealed class CompareOptions(IEnumerable<string> pipelines)
{
    private const int DefaultMinutes = 10;
    private readonly CommonOptions common = new(pipelines, pipelineOptional: true);
    private readonly Argument<ComparedTable> left = Side("left", "One side, what is there");
    private readonly Argument<ComparedTable> right = Side("right", "The other side, what it is held against: rows that only it has are added");
    private readonly Option<string[]> key = Names("--key", "The columns that identify a row; the first splits the table, so it should have the most different values.", required: true);
    private readonly Option<string[]> columns = Names("--columns", "The columns to compare. Default: all that are not ignored.");
    private readonly Option<string[]> ignored = Names("--ignore", "Columns not to compare.");
    private readonly Option<string[]> masked = Names("--mask", "Columns whose values are never printed. E-mail addresses are masked in every column.");
    private readonly Option<string?> where = Condition("--where", "A condition on both sides, in SQL that both understand.");
    private readonly Option<string?> whereLeft = Condition("--where-left", "A condition on the left side, in its own SQL, instead of --where.");
    private readonly Option<string?> whereRight = Condition("--where-right", "A condition on the right side, in its own SQL, instead of --where.");
    private readonly Option<int> limit = Number("--limit", "How many differences are given one by one; beyond them they are counted.", 100);
    private readonly Option<int> mostRows = Number("--most-rows", "The most rows that are fetched of either side; what differs beyond is reported as not looked into.", 1_000_000);
    private readonly Option<int> timeout = Number("--timeout", "Minutes that one statement of PostgreSQL may take.", DefaultMinutes);
    private readonly Option<bool> live = new("--live") { Description = "Let every query read BigQuery's rows of its own time instead of one snapshot; views need it. The local Google always does." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(left);
        command.Arguments.Add(right);
        common.AddTo(command, named: false);
        foreach (var option in new Option[] { key, columns, ignored, masked, where, whereLeft, whereRight, limit, mostRows, timeout, live }) command.Options.Add(option);
    }

    public CompareFlags Read(ParseResult parsed, string folder) => new(
        common.Read(parsed, folder),
        parsed.GetRequiredValue(left),
        parsed.GetRequiredValue(right),
        new()
        {
            Key = parsed.GetRequiredValue(key),
            Columns = parsed.GetValue(columns) is { Length: > 0 } chosen ? chosen : null,
            Ignored = parsed.GetValue(ignored) ?? [],
            LeftWhere = parsed.GetValue(whereLeft) ?? parsed.GetValue(where),
            RightWhere = parsed.GetValue(whereRight) ?? parsed.GetValue(where),
            Limit = parsed.GetValue(limit),
            MostRows = parsed.GetValue(mostRows),
        },
        parsed.GetValue(masked) ?? [],
        TimeSpan.FromMinutes(parsed.GetValue(timeout)),
        parsed.GetValue(live));

    private static Argument<ComparedTable> Side(string name, string description) => new(name)
    {
        Description = $"{description}: {ComparedTable.Spelling}.",
        CustomParser = result =>
        {
            if (ComparedTable.TryRead(result.Tokens[0].Value) is { } table) return table;
            // What was written may be a connection string, so it is not repeated.
            result.AddError($"The {name} side is not a table: write it as {ComparedTable.Spelling}.");
            return null!;
        },
    };

    private static Option<string[]> Names(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "a,b",
        Required = required,
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    private static Option<string?> Condition(string name, string description) => new(name) { Description = description, HelpName = "sql" };

    private static Option<int> Number(string name, string description, int value) => WholeNumber.Option([name], 1, null, value, description);
}
