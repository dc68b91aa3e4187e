using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>A reconciliation is refused when it could not be run or could only come out one way, and warned of when it compares what cannot be compared.</summary>
public sealed class Reconciliations_that_compare_nothing
{
    private static readonly Table Leads = new()
    {
        Dataset = Example.Raw,
        Name = "leads",
        Columns = [new("region", "STRING"), new("email", "STRING"), new("became", "TIMESTAMP"), new("reverted", "BOOL"), new("kept", "BOOL", ColumnMode.Required), new("score", "FLOAT64"), new("tags", "STRING", ColumnMode.Repeated)],
    };

    private static readonly Table Plan = new() { Dataset = Example.Raw, Name = "plan", Columns = [new("region", "STRING"), new("number", "INT64"), new("day", "DATE"), new("leads", "INT64")] };

    private static readonly Check Once = Example.Pipeline.Checks[0];

    private static readonly Reconciliation Good = new()
    {
        Name = "leads",
        Says = "They agree.",
        Key = "Region",
        Counted = "leads",
        Domain = ["AMER", "EMEA"],
        Window = new DateWindow.LastDays(7),
        Source = new() { Name = "Leads", Role = "source of truth", Relation = Leads, KeyColumn = "region", Measure = new Measure.Distinct("email") { OncePerValue = Once }, DateColumn = "became" },
        Target = new() { Name = "Plan", Role = "target", Relation = Plan, KeyColumn = "region", Measure = new Measure.Sum("leads"), DateColumn = "day" },
    };

    public static TheoryData<Case> Refused => new()
    {
        new Case("has no column 'land'", Good with { Source = Good.Source with { KeyColumn = "land" } }),
        new Case("has no column 'mail'", Good with { Source = Good.Source with { Measure = new Measure.Distinct("mail") } }),
        new Case("the key column 'tags' of raw.leads is a list", Good with { Source = Good.Source with { KeyColumn = "tags" } }),
        new Case("the key column 'score' of raw.leads is FLOAT64", Good with { Source = Good.Source with { KeyColumn = "score" } }),
        new Case("The keys differ in type: 'region' of raw.leads is STRING, 'number' of raw.plan is INT64", Good with { Target = Good.Target with { KeyColumn = "number" } }),
        new Case("the date column 'email' of raw.leads is STRING", Good with { Source = Good.Source with { DateColumn = "email" } }),
        new Case("the sum column 'region' of raw.plan is STRING", Good with { Target = Good.Target with { Measure = new Measure.Sum("region") } }),
        new Case("ends on 2026-01-01, before it starts on 2026-01-02", Good with { Window = new DateWindow.Between(new(2026, 1, 2), new(2026, 1, 1)) }),
        new Case("has 0 dates", Good with { Window = new DateWindow.LastDays(0) }),
        new Case("which is no zone", Good with { Zone = "America/Phenix" }),
        new Case("without a name", Good with { Domain = ["AMER", " "] }),
        new Case("names 'AMER' 2 times", Good with { Domain = ["AMER", "EMEA", "AMER"] }),
        new Case("A tolerance of -1", Good with { Tolerance = new(-1) }),
        new Case("a share of 1 ", Good with { Tolerance = new(0, 1) }),
        new Case("A lag of zero", Good with { MaxLag = Duration.Zero }),
        new Case("do not close", Good with { Source = Good.Source with { Filters = [new("sly", "TRUE) OR (TRUE")] } }),
        new Case("do not close", Good with { Source = Good.Source with { Filters = [new("two", "TRUE; DROP TABLE x")] } }),
        new Case("2 filters named 'same'", Good with { Source = Good.Source with { Filters = [new("same", "TRUE"), new("same", "kept")] } }),
    };

    public static TheoryData<Case> Warned => new()
    {
        new Case("ORC2304", Good with { Source = Good.Source with { Measure = new Measure.Distinct("email") } }),
        new Case("ORC2304", Good with { Source = Good.Source with { Measure = new Measure.Sum("score") }, Target = Good.Target with { Measure = new Measure.Distinct("leads") } }),
        new Case("ORC2305", Good with { Source = Good.Source with { Measure = new Measure.Distinct("email") }, Target = Good.Target with { Measure = new Measure.Rows() } }),
        new Case("ORC2306", Filter("reverted = FALSE")),
        new Case("ORC2306", Filter("FALSE = `reverted`")),
        new Case("ORC2306", Filter("NOT reverted")),
        new Case("ORC2306", Filter("region != 'APAC'")),
        new Case("ORC2306", Filter("region NOT IN ('APAC')")),
        new Case("ORC2306", Filter("region <> 'APAC' AND email IS NOT NULL")),
        new Case("ORC2307", Filter("CAST(score AS INT64) = 1")),
        new Case("ORC2307", Filter("SAFE_CAST(score * 2 AS INT64) > 1")),
        new Case("ORC2308", Filter("DATE(became) <= '2026-01-01'")),
        new Case("ORC2308", Filter("CAST(became AS DATE) <= '2026-01-01'")),
        new Case("ORC2308", Filter("became < TIMESTAMP(CURRENT_DATE())")),
    };

    public static TheoryData<Case> Accepted => new()
    {
        new Case("", Good),
        new Case("", Filter("kept = FALSE")),
        new Case("", Filter("reverted IS NULL OR reverted = FALSE")),
        new Case("", Filter("COALESCE(reverted, FALSE) = FALSE")),
        new Case("", Filter("NOT IFNULL(reverted, TRUE)")),
        new Case("", Filter("reverted IS NOT TRUE")),
        new Case("", Filter("region = 'APAC'")),
        new Case("", Filter("email = 'reverted = FALSE' -- CAST(score AS INT64)")),
        new Case("", Good with { Source = Good.Source with { Filters = [new("a region", "region IS NOT NULL"), new("not APAC", "region != 'APAC'")] } }),
        new Case("", Filter("DATE(became, 'America/Phoenix') = CURRENT_DATE('America/Phoenix')")),
        new Case("", Filter("DATE(became) = CURRENT_DATE()") with { Zone = "UTC" }),
        new Case("", Good with { Source = Good.Source with { Measure = new Measure.Rows() } }),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Are_refused_in_one_sentence(Case refused)
    {
        var found = Assert.Single(Of(refused.Check), d => d.Severity == Severity.Error);
        Assert.Contains(refused.Says, found.Message, StringComparison.Ordinal);
        Assert.NotEmpty(found.Remedy);
    }

    [Theory]
    [MemberData(nameof(Warned))]
    public void Are_warned_of(Case warned)
    {
        var found = Assert.Single(Of(warned.Check));
        Assert.Equal((warned.Says, Severity.Warning), (found.Code, found.Severity));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Are_left_alone_when_they_are_right(Case right) => Assert.Empty(Of(right.Check));

    [Fact]
    public void Say_that_a_sum_never_explains_a_target_that_is_smaller() =>
        Assert.Contains("never explains a target that is smaller", Assert.Single(Of(Good with { Source = Good.Source with { Measure = new Measure.Distinct("email") } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Rely_on_a_check_that_the_pipeline_declares()
    {
        var stranger = new SqlCheck { Name = "stranger", Says = "x", Relation = Plan };
        Assert.Equal("ORC1003", Assert.Single(Of(Good with { Source = Good.Source with { Measure = new Measure.Distinct("email") { OncePerValue = stranger } } })).Code);
    }

    [Fact]
    public void Have_bypasses_with_a_reason_an_owner_and_what_they_wait_for()
    {
        var bypass = new Bypass { Name = "detour", Reader = "the report", Around = Plan, Instead = Leads, RemovedWhen = Good, Reason = "It lacks rows.", Owner = "analytics", Until = Instant.FromUtc(2026, 2, 1, 0, 0) };
        Assert.Empty(Of(Good, bypass));
        Assert.Equal("ORC2310", Assert.Single(Of(Good, bypass with { Owner = " ", Reason = "" })).Code);
        Assert.Equal("ORC2310", Assert.Single(Of(Good, bypass with { Instead = Plan })).Code);
        Assert.Equal("ORC1003", Assert.Single(Of(Good, bypass with { RemovedWhen = Good with { Name = "other" } })).Code);
        Assert.Equal("ORC1003", Assert.Single(Of(Good, bypass with { Around = Plan with { Name = "elsewhere" } })).Code);
        Assert.Equal("ORC1001", Assert.Single(Of(Good, bypass, bypass)).Code);
    }

    private static Reconciliation Filter(string sql) => Good with { Source = Good.Source with { Filters = [new("filter", sql)] } };

    private static List<Diagnostic> Of(Check check, params IReadOnlyList<Bypass> bypasses)
    {
        var before = Example.Pipeline with { Relations = [.. Example.Pipeline.Relations, Leads, Plan] };
        var pipeline = before with { Checks = [.. before.Checks, check], Bypasses = bypasses };
        var old = All(before).ToHashSet();
        return [.. All(pipeline).Where(d => !old.Contains(d))];
    }

    private static IEnumerable<Diagnostic> All(Pipeline pipeline) => DeclarationDiagnostics.Find(pipeline).Concat(AnalysisDiagnostics.Find(Example.Analyzed(pipeline)));

    public sealed record Case(string Says, Reconciliation Check)
    {
        public override string ToString() => $"{Says} {Check.Source.KeyColumn} {Check.Source.Measure} {string.Join(", ", Check.Source.Filters.Select(f => f.Sql))}";
    }
}
