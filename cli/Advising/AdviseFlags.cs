using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The flags of <c>advise</c> alone.</summary>
internal sealed class AdviseFlags
{
    private readonly Option<TableId?> relation = new("--relation", "-r") { Description = "One view or table made by SQL, with its statements. Default: all of them, without.", HelpName = "dataset.name", CustomParser = ParseTable };

    private readonly Option<decimal?> reads = new("--reads-per-day") { Description = "Queries that read it in a day. Default: flows, checks and jobs that read it, at least 1.", HelpName = "number", CustomParser = result => Number(result, 1_000_000_000, "a number of reads: write it as 40 or 0.5") };

    private readonly Option<Duration?> maxAge = new("--max-age")
    {
        Description = "How old what readers see may be at worst, counted from the run of the source that brought it. Default: as old as the inputs, the pipeline's Within and one rebuild.",
        HelpName = "26h",
        CustomParser = ParseAge,
    };

    private readonly Option<decimal?> changed = new("--changed-per-day") { Description = "The percentage of the inputs' bytes that changes in a day. Default: not known; each refresh is taken to read everything.", HelpName = "percent", CustomParser = result => Number(result, 100, "a percentage: write it as 2 or 0.5") };

    private readonly Option<decimal?> price = new("--price-per-tib") { Description = "US dollars for a TiB that queries read. Default: 6.25, the public on-demand list price in the US.", HelpName = "6.25", CustomParser = result => Number(result, 1_000_000, "a price: write it as 6.25") };

    private readonly Option<decimal?> storage = new("--price-per-gib-month") { Description = "US dollars for a GiB stored during a month. Default: 0.02, the public list price of active logical storage in the US.", HelpName = "0.02", CustomParser = result => Number(result, 1_000_000, "a price: write it as 0.02") };

    private readonly Option<(LocalDate First, LocalDate Last)?> backfill = new("--backfill") { Description = "A range of dates that is to be loaded again: which job, which statement and what it costs. Needs --relation.", HelpName = "2025-01-01..2025-03-31", CustomParser = ParseRange };

    /// <summary>All of them.</summary>
    public Option[] All => [relation, reads, maxAge, changed, price, storage, backfill];

    /// <summary>Adds what the flags must be together.</summary>
    public void AddTo(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(backfill) is not null && result.GetResult(relation) is null) result.AddError("--backfill is about one relation: name it with --relation.");
    });

    /// <summary>The range that is to be loaded again; null when none is.</summary>
    public (LocalDate First, LocalDate Last)? Range(ParseResult parsed) => parsed.GetValue(backfill);

    /// <summary>What the user asked.</summary>
    public AdviceRequest Read(Session session, ParseResult parsed)
    {
        var usual = new Prices();
        return new()
        {
            Analyzed = session.Analyzed,
            Project = session.Project,
            Now = session.Now,
            Relation = parsed.GetValue(relation),
            ReadsPerDay = parsed.GetValue(reads),
            MaxAge = parsed.GetValue(maxAge),
            ChangedShare = parsed.GetValue(changed) / 100,
            Prices = new() { PerTebibyteRead = parsed.GetValue(price) ?? usual.PerTebibyteRead, PerGibibyteMonth = parsed.GetValue(storage) ?? usual.PerGibibyteMonth },
        };
    }

    private static TableId? ParseTable(ArgumentResult result)
    {
        try
        {
            return TableId.Parse(result.Tokens[0].Value);
        }
        catch (ArgumentException mistake)
        {
            // Without the name of our parameter, which .NET adds.
            result.AddError(mistake.Message.Split(" (Parameter '")[0]);
            return null;
        }
    }

    private static (LocalDate First, LocalDate Last)? ParseRange(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split("..") is [var first, var last] && LocalDatePattern.Iso.Parse(first) is { Success: true } from && LocalDatePattern.Iso.Parse(last) is { Success: true } to)
        {
            if (from.Value <= to.Value) return (from.Value, to.Value);
            result.AddError($"'{text}' ends before it begins: write the earlier date first.");
            return null;
        }

        result.AddError($"'{text}' is not a range of dates: write it as 2025-01-01..2025-03-31.");
        return null;
    }

    private static Duration? ParseAge(ArgumentResult result)
    {
        if (DurationText.TryRead(result.Tokens[0].Value) is { } age) return age;
        result.AddError($"'{result.Tokens[0].Value}' is not a length of time: write it as 26h, 90m or 1d12h.");
        return null;
    }

    private static decimal? Number(ArgumentResult result, decimal most, string otherwise)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        result.AddError($"'{text}' is not {otherwise}.");
        return null;
    }
}
