using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A query that a diagnosis asked.</summary>
/// <param name="Purpose">What it shows, in a few words.</param>
/// <param name="Query">The statement and its parameters: enough to ask again.</param>
/// <param name="Rows">How many rows it gave.</param>
public sealed record DiagnosisQuery(string Purpose, Query Query, int Rows);

/// <summary>Asks the profile of a reconciliation: one query for the source, one for the target, and coarser ones when the source has too many groups.</summary>
internal static class ProfileReader
{
    // A column with more values than these is no dimension: it may name people.
    private const int MostValues = 60;

    public static async Task<(VarianceProfile Profile, IReadOnlyList<DiagnosisQuery> Queries, IReadOnlyList<string> Untested)> ReadAsync(
        Reconciliation check, CheckedAt at, DateTimeZone business, IWarehouse warehouse, CancellationToken cancellation)
    {
        var queries = new ProfileQueries(check, await ReconciledColumns.ReadAsync(check, at.Project, warehouse, cancellation), at);
        var (asked, untested) = (new List<DiagnosisQuery>(), new List<string>());
        // All are made before one is asked: a mistake of the declaration costs nothing.
        var sources = Enum.GetValues<ProfileGrain>().Select(grain => (Grain: grain, Query: queries.Source(grain))).ToList();
        var target = await AskAsync("the target by key and date", queries.Target());
        if (target.Rows.Count > ProfileQueries.MostGroups) throw new UnreadableAnswerException($"The target has more than {ProfileQueries.MostGroups:N0} keys and dates: shorten the window.");
        foreach (var (grain, query) in sources)
        {
            var source = await AskAsync(Purpose(grain), query);
            if (source.Rows.Count <= ProfileQueries.MostGroups) return (Profile(check, at, business, queries, grain, source, target, untested), asked, untested);
            untested.Add($"The source has more than {ProfileQueries.MostGroups:N0} groups {Purpose(grain)["the source ".Length..]}: a coarser profile is used, and what only this one shows is not tested.");
        }

        throw new UnreadableAnswerException($"The source has more than {ProfileQueries.MostGroups:N0} keys and dates: shorten the window.");

        async Task<QueryAnswer> AskAsync(string purpose, Query query)
        {
            var answer = await warehouse.QueryAsync(query, cancellation);
            asked.Add(new(purpose, query, answer.Rows.Count));
            return answer;
        }
    }

    private static string Purpose(ProfileGrain grain) => grain switch
    {
        ProfileGrain.Hours => "the source by key, hour, dimensions, NULLs and filters",
        ProfileGrain.Dates => "the source by key, date, dimensions, NULLs and filters",
        _ => "the source by key, date, NULLs and filters",
    };

    private static VarianceProfile Profile(Reconciliation check, CheckedAt at, DateTimeZone business, ProfileQueries queries, ProfileGrain grain, QueryAnswer source, QueryAnswer target, List<string> untested)
    {
        var dimensions = grain == ProfileGrain.KeysOnly ? [] : queries.Dimensions;
        var rows = new AnswerRows(source).All.ToList();
        var many = dimensions.Select((_, i) => i + 1).Where(i => rows.Select(r => r.Text($"value_{i}")).Distinct().Count() > MostValues).ToHashSet();
        untested.AddRange(many.Select(i => $"{dimensions[i - 1]} has more than {MostValues} values: whether some of them are left out is not tested, and none is named."));
        var kept = Enumerable.Range(0, dimensions.Count + 1).Where(i => !many.Contains(i)).ToList();
        var (first, last) = check.Window.On(at.Today);
        return new()
        {
            First = first,
            Last = last,
            Now = at.Now,
            Zone = at.Zone,
            BusinessZone = business,
            Columns = [.. kept.Select(i => i == 0 ? check.Source.KeyColumn : dimensions[i - 1])],
            NullColumns = queries.NullColumns,
            Filters = [.. check.Source.Filters.Select(f => f.Name)],
            Counting = check.Source.Measure switch { Measure.Distinct => CountingKind.Distinct, Measure.Sum => CountingKind.Sum, _ => CountingKind.Rows },
            Units =
            [
                .. rows.Select(r => new SourceUnit(
                    Date(r), r.Number("hour") is { } hour ? Instant.FromUnixTimeSeconds(hour * 3600) : null, [.. kept.Select(i => r.Text($"value_{i}"))],
                    [.. queries.NullColumns.Select((_, i) => r.Flag($"null_{i}"))], (int)Whole(r, "failed"), Real(r, "counted") ?? 0, Real(r, "daily") ?? 0, Whole(r, "row_count"))),
            ],
            Target = [.. new AnswerRows(target).All.Select(r => new TargetCell(r.Text("value_0"), Date(r), Real(r, "counted"), Whole(r, "row_count")))],
        };
    }

    private static LocalDate Date(AnswerRow row) => row.Text("date") is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date
        : throw new UnreadableAnswerException($"Column 'date' holds {row.Text("date") ?? "NULL"}, not a date.");

    private static long Whole(AnswerRow row, string column) => row.Number(column) ?? throw new UnreadableAnswerException($"Column '{column}' is NULL.");

    private static double? Real(AnswerRow row, string column) => row.Text(column) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new UnreadableAnswerException($"Column '{column}' holds '{text}', not a finite number.");
}
