using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Says which entities are late, each with the time that is judged called by its name.</summary>
internal sealed class FreshnessVerdict(RowFreshness check, DatedRows column, DueRows due, LocalDate first, CheckedAt at)
{
    private bool Dated => check.Column.Type == TimeColumnType.Date;

    private string Relation => check.Relation.Id.ToString();

    private string Noun => check.Time switch
    {
        RowTime.Event => "newest event",
        RowTime.Load => "row written last",
        _ => "newest row that readers see",
    };

    public Verdict Of(IReadOnlyList<NewestRow> rows)
    {
        var late = rows.Where(Late).ToList();
        var oldest = rows.OrderBy(r => r.At ?? Instant.MinValue).FirstOrDefault();
        var says = late.Count > 0 ? string.Join("; ", late.Select(Say))
            : rows is [{ Entity: null } only] ? Say(only)
            : $"All {rows.Count} entities of {Relation} are fresh; the oldest: {Say(oldest!)}";
        return new($"{QueryText.Sentence(says)}. {due.Says}{Future(rows.Sum(r => r.Future))}", [.. late.Select(Evidence)], rows.Count);
    }

    // A date is compared as a date with the run that must bring it, and by its end with an age.
    private bool Late(NewestRow row) => due.From is { } from && (row.At is not { } newest
        || (Dated && check.Deadline is Deadline.RunOf ? TimeText.ReadDate(row.Text!) < from.InZone(column.Zone).Date : newest < from));

    private string Say(NewestRow row)
    {
        var of = row.Entity ?? Relation;
        if (row.At is not { } newest) return $"{of} has no row since {QueryText.Date(first)}";
        if (!Dated) return $"the {Noun} of {of} is {QueryText.Span(at.Now - newest)} old ({QueryText.Local(newest, at)})";
        return $"the {Noun} of {of} is of {row.Text}" + (newest > at.Now ? ", which is not over" : $", {QueryText.Span(at.Now - newest)} after its end");
    }

    private Dictionary<string, string?> Evidence(NewestRow row) => new()
    {
        ["entity"] = row.Entity ?? Relation,
        ["newest"] = row.At is { } newest ? (Dated ? row.Text : QueryText.Local(newest, at)) : null,
        ["age"] = row.At is { } then ? QueryText.Span(Duration.Max(at.Now - then, Duration.Zero)) : null,
        ["later_than_now"] = row.Future.ToString(),
    };

    private static string Future(long rows) => rows == 0 ? "" : $" {TimeText.Number((decimal)rows)} {(rows == 1 ? "row is" : "rows are")} later than now and {(rows == 1 ? "does" : "do")} not count: a clock is wrong.";
}
