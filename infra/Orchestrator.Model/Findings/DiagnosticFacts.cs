using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>What a diagnostic code means.</summary>
/// <param name="Code"><c>ORC####</c>.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Title">A few words, the same as in docs/diagnostics.md.</param>
public sealed record DiagnosticFact(string Code, Severity Severity, string Title)
{
    /// <summary>A diagnostic of this kind.</summary>
    /// <param name="subject">What it is about: <c>job/...</c>.</param>
    /// <param name="message">One sentence: what is wrong.</param>
    /// <param name="remedy">One sentence: what to do.</param>
    /// <param name="place">Where to look, or null.</param>
    public Diagnostic On(string subject, string message, string remedy, SourcePlace? place = null) =>
        new() { Code = Code, Severity = Severity, Subject = subject, Place = place, Message = message, Remedy = remedy };
}

/// <summary>Every diagnostic code there is. docs/diagnostics.md lists the same, which a test holds.</summary>
public static class DiagnosticFacts
{
    // Names.

    /// <summary>Two things have the same name.</summary>
    public static readonly DiagnosticFact DuplicateName = Error("ORC1001", "Two things with one name");

    internal static readonly DiagnosticFact NameNotAccepted = Error("ORC1002", "Name is not accepted");
    internal static readonly DiagnosticFact NotInPipeline = Error("ORC1003", "Not part of this pipeline");

    // SQL.
    internal static readonly DiagnosticFact MissingSql = Error("ORC1101", "SQL file is missing");
    internal static readonly DiagnosticFact UnclaimedSql = Error("ORC1102", "SQL file belongs to nothing");
    internal static readonly DiagnosticFact SyntaxError = Error("ORC1103", "SQL does not parse");
    internal static readonly DiagnosticFact UnknownTable = Error("ORC1104", "SQL names an unknown table");
    internal static readonly DiagnosticFact UnknownColumn = Error("ORC1105", "SQL names an unknown column");
    internal static readonly DiagnosticFact SqlRefused = Error("ORC1106", "SQL is refused");
    internal static readonly DiagnosticFact WrongStatement = Error("ORC1107", "Wrong kind of statement");
    internal static readonly DiagnosticFact Cycle = Error("ORC1108", "Relations read each other in a circle");
    internal static readonly DiagnosticFact ReadsUpward = Error("ORC1109", "Reads from a higher layer");
    internal static readonly DiagnosticFact UtcDate = Warning("ORC1110", "Today is taken in UTC");

    // Schedules and jobs.

    /// <summary>A schedule cannot be read.</summary>
    public static readonly DiagnosticFact ImpossibleSchedule = Error("ORC1201", "Schedule cannot be read");

    /// <summary>A zone is not in the tz database.</summary>
    public static readonly DiagnosticFact UnknownZone = Error("ORC1202", "Unknown time zone");

    /// <summary>A schedule names only dates that do not exist.</summary>
    public static readonly DiagnosticFact NeverFires = Error("ORC1203", "Schedule never fires");

    /// <summary>A zone is an abbreviation that services read differently.</summary>
    public static readonly DiagnosticFact SuspectZone = Warning("ORC1204", "Suspect time zone");

    internal static readonly DiagnosticFact ClockChange = Warning("ORC1205", "Fires in a clock change");
    internal static readonly DiagnosticFact UndocumentedMeaning = Warning("ORC1206", "Schedule means what nobody documents");
    internal static readonly DiagnosticFact MixedZones = Warning("ORC1207", "Several time zones in one pipeline");
    internal static readonly DiagnosticFact NameAndCadence = Warning("ORC1208", "Name and schedule disagree");
    internal static readonly DiagnosticFact PauseUnexplained = Error("ORC1209", "Pause without reason or owner");
    internal static readonly DiagnosticFact PauseExpired = Warning("ORC1210", "Pause has expired");
    internal static readonly DiagnosticFact RetryOutOfRange = Error("ORC1211", "Deadline or retry is out of range");
    internal static readonly DiagnosticFact LongestUndeclared = Info("ORC1212", "Longest run is not declared");
    internal static readonly DiagnosticFact PlaceholderTarget = Error("ORC1213", "Target is a placeholder");
    internal static readonly DiagnosticFact PlainHttp = Error("ORC1214", "Target without TLS");
    internal static readonly DiagnosticFact BodyNotSent = Error("ORC1215", "Request cannot be sent");
    internal static readonly DiagnosticFact OrderFails = Error("ORC1216", "Order does not hold");
    internal static readonly DiagnosticFact OrderUnknown = Warning("ORC1217", "Order cannot be proven");
    internal static readonly DiagnosticFact SelfOverrun = Warning("ORC1218", "Run outlasts the next fire");
    internal static readonly DiagnosticFact CrowdedMinute = Warning("ORC1219", "Too many jobs in one minute");
    internal static readonly DiagnosticFact RedundantBackfill = Warning("ORC1220", "Backfill is redundant");
    internal static readonly DiagnosticFact PhaseUnknown = Warning("ORC1221", "Schedule has no fixed times");

    // Stored rows.
    internal static readonly DiagnosticFact RepeatedRows = Error("ORC1301", "Stores rows again and again");
    internal static readonly DiagnosticFact AppendsEverything = Warning("ORC1302", "Appends with every run");
    internal static readonly DiagnosticFact WindowTooShort = Error("ORC1303", "Window is shorter than the look-back");
    internal static readonly DiagnosticFact MaterializedOverView = Warning("ORC1304", "Materialized view reads a logical view");
    internal static readonly DiagnosticFact MaterializedOverMaterialized = Error("ORC1305", "Materialized view reads a materialized view");
    internal static readonly DiagnosticFact NotIncremental = Error("ORC1306", "Materialized view cannot be refreshed");
    internal static readonly DiagnosticFact StalenessMissing = Error("ORC1307", "Materialized view needs a staleness");
    internal static readonly DiagnosticFact RefreshOutOfRange = Error("ORC1308", "Refresh or staleness is out of range");
    internal static readonly DiagnosticFact StatementUnclear = Error("ORC1309", "Query job needs one statement");
    internal static readonly DiagnosticFact RebuiltByNobody = Error("ORC1310", "Rebuilt table without a job");
    internal static readonly DiagnosticFact NotRebuilt = Error("ORC1311", "Job rebuilds what is not rebuilt");
    internal static readonly DiagnosticFact WrittenByNobody = Warning("ORC1312", "Table written by nobody");
    internal static readonly DiagnosticFact BadClustering = Error("ORC1313", "Clustering is not accepted");
    internal static readonly DiagnosticFact BadPartitioning = Error("ORC1314", "Partitioning is not accepted");
    internal static readonly DiagnosticFact BadRebuild = Error("ORC1315", "Rebuild names no usable column");
    internal static readonly DiagnosticFact BadColumns = Error("ORC1316", "Columns are not accepted");

    // Checks.
    internal static readonly DiagnosticFact CheckColumn = Error("ORC1401", "Check names no usable column");
    internal static readonly DiagnosticFact CheckValue = Error("ORC1402", "Check can say nothing");

    // Lists of jobs that nobody declared.

    /// <summary>A list of jobs, or a line of one, is not what it should be.</summary>
    public static readonly DiagnosticFact ListUnreadable = Error("ORC1601", "Job list cannot be read");

    /// <summary>A job of a list lacks a zone, or has a name, duration or retry that means nothing.</summary>
    public static readonly DiagnosticFact ListedJobIncomplete = Error("ORC1602", "Job of a list is incomplete");

    /// <summary>A column or a member of a list is not read.</summary>
    public static readonly DiagnosticFact ListPartIgnored = Info("ORC1603", "Part of a job list is not read");

    /// <summary>A job of a list does not say how long it runs.</summary>
    public static readonly DiagnosticFact ListedLongestAssumed = Info("ORC1604", "Longest run of a listed job is assumed");

    /// <summary>Nothing in a list says which job reads what another one writes.</summary>
    public static readonly DiagnosticFact ListWithoutOrder = Warning("ORC1605", "Job list says nothing about order");

    // Pairs of a daily and a full sync.
    internal static readonly DiagnosticFact PairPaused = Error("ORC1701", "Half of a sync pair is paused");
    internal static readonly DiagnosticFact PairMissing = Error("ORC1702", "Half of a sync pair is missing");
    internal static readonly DiagnosticFact PairOrder = Error("ORC1703", "Full sync does not follow the daily one");
    internal static readonly DiagnosticFact PairAppends = Error("ORC1704", "Full sync does not replace");
    internal static readonly DiagnosticFact PairOverlaps = Error("ORC1705", "Syncs of a pair overlap");
    internal static readonly DiagnosticFact PairUnread = Error("ORC1706", "Nobody reads after the full sync");

    // What a dataset and its routines say.
    internal static readonly DiagnosticFact BadExpiration = Error("ORC1801", "Expiration is not accepted");
    internal static readonly DiagnosticFact BadRoutine = Error("ORC1802", "Routine is not accepted");
    internal static readonly DiagnosticFact BadAccess = Error("ORC1803", "Access is given to nobody");

    // Monitoring.
    internal static readonly DiagnosticFact AlertingRefused = Error("ORC1901", "Alerting can tell nobody");

    // Stale rows.
    internal static readonly DiagnosticFact BadStaleRows = Error("ORC2001", "Stale rows badly declared");

    // Checks of rows.
    internal static readonly DiagnosticFact BadPredicate = Error("ORC2101", "Predicate of a check is refused");
    internal static readonly DiagnosticFact BadPattern = Error("ORC2102", "Pattern is no RE2 expression");
    internal static readonly DiagnosticFact BadRange = Error("ORC2103", "Range holds nothing");
    internal static readonly DiagnosticFact BadAcceptedValues = Error("ORC2104", "Accepted values accept nothing");
    internal static readonly DiagnosticFact KeyTypesDiffer = Error("ORC2105", "Types of a relationship differ");
    internal static readonly DiagnosticFact BadTolerance = Error("ORC2106", "Tolerance is none");

    // Checks over time.
    internal static readonly DiagnosticFact TimelyColumn = Error("ORC2201", "Check over time names no usable column");
    internal static readonly DiagnosticFact CheckLimit = Error("ORC2202", "Limit over time is no limit");
    internal static readonly DiagnosticFact RunNeverDue = Error("ORC2203", "Deadline waits for a run that never comes");
    internal static readonly DiagnosticFact CheckZone = Error("ORC2204", "Check is in an unknown time zone");
    internal static readonly DiagnosticFact CheckEntities = Error("ORC2205", "Entities or their column are not named");
    internal static readonly DiagnosticFact ToleranceOverTime = Error("ORC2206", "Check over time tolerates rows");
    internal static readonly DiagnosticFact FilterMissing = Error("ORC2207", "Check does not filter as its table requires");
    internal static readonly DiagnosticFact NothingStored = Error("ORC2208", "View has no visible time of its own");

    // Reconciliations and bypasses.
    internal static readonly DiagnosticFact ReconciledColumn = Error("ORC2301", "Reconciliation names no usable column");
    internal static readonly DiagnosticFact ReconciliationValue = Error("ORC2302", "Reconciliation can compare nothing");
    internal static readonly DiagnosticFact FilterRefused = Error("ORC2303", "Filter of a reconciliation is refused");
    internal static readonly DiagnosticFact SumAgainstDistinct = Warning("ORC2304", "Sum compared with a count of different values");
    internal static readonly DiagnosticFact RowsAgainstValues = Warning("ORC2305", "Rows compared with something else");
    internal static readonly DiagnosticFact FilterDropsNull = Warning("ORC2306", "Filter leaves out NULL without a word");
    internal static readonly DiagnosticFact FilterRounds = Warning("ORC2307", "Filter rounds");
    internal static readonly DiagnosticFact FilterWithoutZone = Warning("ORC2308", "Filter takes a date in UTC");
    internal static readonly DiagnosticFact BypassUnexplained = Error("ORC2310", "Bypass without reason or owner");

    // Materialization.
    internal static readonly DiagnosticFact BadArrival = Error("ORC2501", "Arrival names no usable column");

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticFact> All { get; } =
    [
        DuplicateName, NameNotAccepted, NotInPipeline,
        MissingSql, UnclaimedSql, SyntaxError, UnknownTable, UnknownColumn, SqlRefused, WrongStatement, Cycle, ReadsUpward, UtcDate,
        ImpossibleSchedule, UnknownZone, NeverFires, SuspectZone, ClockChange, UndocumentedMeaning, MixedZones, NameAndCadence, PauseUnexplained,
        PauseExpired, RetryOutOfRange, LongestUndeclared, PlaceholderTarget, PlainHttp, BodyNotSent, OrderFails, OrderUnknown,
        SelfOverrun, CrowdedMinute, RedundantBackfill, PhaseUnknown,
        RepeatedRows, AppendsEverything, WindowTooShort, MaterializedOverView, MaterializedOverMaterialized, NotIncremental, StalenessMissing,
        RefreshOutOfRange, StatementUnclear, RebuiltByNobody, NotRebuilt, WrittenByNobody, BadClustering, BadPartitioning, BadRebuild, BadColumns,
        CheckColumn, CheckValue,
        ListUnreadable, ListedJobIncomplete, ListPartIgnored, ListedLongestAssumed, ListWithoutOrder,
        PairPaused, PairMissing, PairOrder, PairAppends, PairOverlaps, PairUnread,
        BadExpiration, BadRoutine, BadAccess,
        AlertingRefused,
        BadStaleRows,
        BadPredicate, BadPattern, BadRange, BadAcceptedValues, KeyTypesDiffer, BadTolerance,
        TimelyColumn, CheckLimit, RunNeverDue, CheckZone, CheckEntities, ToleranceOverTime, FilterMissing, NothingStored,
        ReconciledColumn, ReconciliationValue, FilterRefused, SumAgainstDistinct, RowsAgainstValues, FilterDropsNull, FilterRounds, FilterWithoutZone, BypassUnexplained,
        BadArrival,
    ];

    /// <summary>The code of a mistake in a schedule.</summary>
    public static DiagnosticFact Of(ScheduleMistakeKind kind) => kind switch
    {
        ScheduleMistakeKind.NeverFires => NeverFires,
        ScheduleMistakeKind.UnknownZone => UnknownZone,
        ScheduleMistakeKind.SuspectZone => SuspectZone,
        _ => ImpossibleSchedule,
    };

    private static DiagnosticFact Error(string code, string title) => new(code, Severity.Error, title);

    private static DiagnosticFact Warning(string code, string title) => new(code, Severity.Warning, title);

    private static DiagnosticFact Info(string code, string title) => new(code, Severity.Info, title);
}
