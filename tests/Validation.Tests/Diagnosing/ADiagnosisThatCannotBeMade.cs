using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class ADiagnosisThatCannotBeMade
{
    [Fact]
    public async Task Says_why_when_a_query_fails()
    {
        var report = await RunAsync(Document000.Check, _ => throw new InvalidOperationException("quota exceeded"));
        Assert.Equal("Could not be diagnosed: quota exceeded", report.Headline);
        Assert.False(report.HasVariance);
        Assert.Empty(report.Hypotheses);
    }

    [Fact]
    public async Task Says_why_when_a_figure_is_no_number()
    {
        Column[] columns = [new("value_0", "STRING"), new("date", "DATE"), new("counted", "FLOAT64"), new("row_count", "INT64")];
        var report = await RunAsync(Document000.Check, query => query.Sql.Contains("failures", StringComparison.Ordinal) ? new([], [], 0, "s") : new(columns, [["AMER", "2026-01-05", "NaN", "1"]], 0, "t"));
        Assert.Equal("Could not be diagnosed: Column 'counted' holds 'NaN', not a finite number.", report.Headline);
    }

    [Fact]
    public async Task Is_a_mistake_of_the_declaration_when_a_column_is_unknown_or_no_date()
    {
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Document000.Check with { Source = Document000.Check.Source with { DateColumn = "Nope" } }, _ => throw new InvalidOperationException()));
        Assert.StartsWith("Funnel: MarketingFunnel.R360InboundFunnel has no column 'Nope': name one of Region, Email,", unknown.Message, StringComparison.Ordinal);
        var text = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Document000.Check with { Source = Document000.Check.Source with { DateColumn = "Email" } }, _ => throw new InvalidOperationException()));
        Assert.Contains("is of type STRING: name a column of type DATE, DATETIME or TIMESTAMP.", text.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_tables_without_rows_has_nothing_to_explain()
    {
        var report = Diagnosis.Of("empty", Profile([], []));
        Assert.False(report.HasVariance);
        Assert.Equal("Nothing to diagnose: every key agrees.", report.Headline);
    }

    [Fact]
    public void Of_a_single_missing_row_names_no_cause()
    {
        var report = Diagnosis.Of("one", Profile([Unit("A", 1, 1), Unit("A", 2, 1), Unit("B", 2, 1), Unit("A", 3, 1)], [Cell("A", 1, 1), Cell("A", 2, 1), Cell("B", 2, 1)]));
        Assert.True(report.HasVariance);
        Assert.Empty(report.Causes);
        Assert.StartsWith("Nobody can tell", report.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_rows_lost_anywhere_names_no_cause()
    {
        var random = new Random(3);
        var units = Enumerable.Range(0, 20).SelectMany(d => new[] { "A", "B", "C" }.Select(k => Unit(k, d, 30))).ToList();
        var report = Diagnosis.Of("scattered", Profile(units, [.. units.Select(u => new TargetCell(u.Values[0], u.Date, Enumerable.Range(0, 30).Count(_ => random.NextDouble() < 0.6), 1))]));
        Assert.Empty(report.Causes);
        Assert.True(report.Unexplained > 0.95);
    }

    [Fact]
    public void Of_two_columns_that_say_the_same_says_that_either_may_be_it()
    {
        // NULL in the column is the same rows as the value B: no data can tell a filter from a predicate that drops NULL.
        var units = Enumerable.Range(0, 10).SelectMany(d => new[] { Unit("A", d, 20, "value A", false), Unit("A", d, 10, "value B", true) }).ToList();
        var report = Diagnosis.Of("twins", Profile(units, [.. Enumerable.Range(0, 10).Select(d => Cell("A", d, 20))]) with { Columns = ["Region", "Dimension"], NullColumns = ["Flag"] });
        Assert.Equal([HypothesisVerdict.Inconclusive, HypothesisVerdict.Inconclusive], report.Hypotheses.Where(h => h.Kind is CauseKind.Filter or CauseKind.NullDropped).Select(h => h.Verdict));
        Assert.StartsWith("Nobody can tell", report.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_larger_target_rejects_what_can_only_take_away_and_of_a_smaller_what_can_only_add()
    {
        var units = Enumerable.Range(0, 10).SelectMany(d => new[] { Unit("A", d, 20), Unit("B", d, 8) }).ToList();
        var larger = Diagnosis.Of("larger", Profile(units, [.. units.Select(u => new TargetCell(u.Values[0], u.Date, u.Counted * 3, 1))]));
        Assert.Equal([CauseKind.Aggregation], larger.Causes);
        Assert.Contains("for no key smaller", larger.Hypotheses.Single(h => h.Kind == CauseKind.Lag).Evidence, StringComparison.Ordinal);
        var smaller = Diagnosis.Of("smaller", Profile(units, [.. units.Where(u => u.Values[0] == "A").Select(u => new TargetCell("A", u.Date, u.Counted, 1))]));
        Assert.Equal([CauseKind.Filter], smaller.Causes);
        Assert.Contains("for no key larger", smaller.Hypotheses.Single(h => h.Kind == CauseKind.Aggregation).Evidence, StringComparison.Ordinal);
        Assert.Equal(HypothesisVerdict.Rejected, smaller.Hypotheses.Single(h => h.Kind == CauseKind.Duplicates).Verdict);
    }

    private static Task<DiagnosisReport> RunAsync(Reconciliation check, Func<Query, QueryAnswer> answer) =>
        Diagnosis.RunAsync(Document000.Pipeline, check, Document000.Now, Document000.Project, new CannedWarehouse(answer), CancellationToken.None);

    private static SourceUnit Unit(string key, int day, double rows, string? value = null, bool isNull = false) =>
        new(new LocalDate(2026, 1, 1).PlusDays(day), null, value is null ? [key] : [key, value], value is null ? [] : [isNull], 0, rows, rows, (long)rows);

    private static TargetCell Cell(string key, int day, double value) => new(key, new LocalDate(2026, 1, 1).PlusDays(day), value, 1);

    private static VarianceProfile Profile(IReadOnlyList<SourceUnit> units, IReadOnlyList<TargetCell> target) => new()
    {
        First = new(2026, 1, 1),
        Last = new(2026, 1, 20),
        Now = Instant.FromUtc(2026, 1, 20, 20, 0),
        Zone = DateTimeZone.Utc,
        Columns = ["Region"],
        Units = units,
        Target = target,
    };
}
