using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>The formats in which a calendar can be written.</summary>
internal enum CalendarFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For a pull request or a page.</summary>
    Markdown,

    /// <summary>iCalendar, for calendar programs.</summary>
    Ics,

    /// <summary>A picture.</summary>
    Svg,

    /// <summary>A page with pictures and the runs in words.</summary>
    Html,
}

/// <summary>What the user asked of <c>calendar</c>.</summary>
internal sealed record CalendarFlags
{
    /// <summary>The flags of every verb; without a pipeline its name is empty.</summary>
    public required VerbOptions Common { get; init; }

    /// <summary>How to write it.</summary>
    public CalendarFormat Format { get; init; }

    /// <summary>The files with lists of jobs; none when a pipeline is meant.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>The files that say what jobs read and write.</summary>
    public required IReadOnlyList<string> Edges { get; init; }

    /// <summary>The first date; null for today.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>How many days.</summary>
    public required int Days { get; init; }

    /// <summary>Whose days they are; null for the pipeline's zone, or that of most jobs.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Whether to show the live schedules as well.</summary>
    public bool Live { get; init; }

    /// <summary>The file to write; null for the output.</summary>
    public string? Out { get; init; }
}

/// <summary>The arguments and flags of <c>calendar</c>.</summary>
internal sealed class CalendarOptions(IEnumerable<string> pipelines)
{
    private const int MostDays = 366;

    private readonly CommonOptions common = new(pipelines, pipelineOptional: true);

    private readonly Option<CalendarFormat> format = new("--format", "-f")
    {
        Description = "How to write it: text (default), json, markdown, ics (for calendar programs), svg or html.",
        HelpName = "text|json|markdown|ics|svg|html",
        CustomParser = CommonOptions.Choice<CalendarFormat>,
    };

    private readonly Option<string[]> lists = new("--schedules", "-s") { Description = "A list of jobs instead of a pipeline, as 'prove' takes it, - for the input; may be repeated.", HelpName = "file", DefaultValueFactory = _ => [] };

    private readonly Option<string[]> edges = new("--edges") { Description = "A CSV with the header job,reads,writes for lists that do not say it.", HelpName = "file", DefaultValueFactory = _ => [] };

    private readonly Option<LocalDate?> date = new("--date") { Description = "The first date, in the calendar's zone. Default: today.", HelpName = "2026-03-08", CustomParser = ParseDate };

    private readonly Option<int> days = WholeNumber.Option(["--days"], 1, MostDays, 1, $"How many days, 1 to {MostDays}. Default: 1.");

    private readonly Option<bool> week = new("--week") { Description = "Seven days." };

    private readonly Option<DateTimeZone?> zone = new("--zone") { Description = "Whose days they are. Default: the pipeline's zone, or that of most jobs.", HelpName = "America/Phoenix", CustomParser = ParseZone };

    private readonly Option<bool> live = new("--live") { Description = "Show the schedules as they are live beside the declared ones (text, json, markdown)." };

    private readonly Option<string?> file = new("--out", "-o") { Description = "The file to write. Default: the output.", HelpName = "file" };

    /// <summary>Adds everything to the verb.</summary>
    public void AddTo(Command command)
    {
        common.AddTo(command, format: false);
        foreach (var option in new Option[] { format, lists, edges, date, days, week, zone, live, file }) command.Options.Add(option);
        command.Validators.Add(result => JobSource.Check(result, common, lists));
    }

    /// <summary>What the user wrote.</summary>
    public CalendarFlags Read(ParseResult result, string folder) => new()
    {
        Common = common.Read(result, folder),
        Format = result.GetValue(format),
        Lists = result.GetValue(lists) ?? [],
        Edges = result.GetValue(edges) ?? [],
        Date = result.GetValue(date),
        Days = result.GetValue(week) ? 7 : result.GetValue(days),
        Zone = result.GetValue(zone),
        Live = result.GetValue(live),
        Out = result.GetValue(file),
    };

    private static LocalDate? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value;
        result.AddError($"'{text}' is not a date: write it as 2026-03-08.");
        return null;
    }

    private static DateTimeZone? ParseZone(ArgumentResult result)
    {
        var reading = Schedules.ZoneReading.Of(result.Tokens[0].Value);
        if (reading.Zone is null) result.AddError(string.Join(' ', reading.Mistakes.Select(m => $"{m.Message} {m.Remedy}")));
        return reading.Zone;
    }
}
