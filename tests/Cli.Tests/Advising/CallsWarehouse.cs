using NodaTime;
using Orchestrator.Engine;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Cli.Tests;

/// <summary>Calls by day on the local engine, with a clock that a test moves: a table that is loaded, and the SQL of a relation on it.</summary>
internal sealed class CallsWarehouse : IAsyncDisposable
{
    public const string Project = "shop-1";
    public const string Select = "SELECT call_date AS kpi_date, COUNT(*) AS calls, SUM(amount) AS amount FROM `shop-1.d.calls` GROUP BY kpi_date";

    public static readonly TableId Daily = TableId.Parse("d.daily");
    public static readonly LocalDate FirstDay = new(2025, 10, 21);

    private readonly LocalWarehouse warehouse;
    private Instant now = Instant.MinValue;

    private CallsWarehouse(Func<Func<Instant>, Task<LocalWarehouse>> open) => warehouse = open(() => now).GetAwaiter().GetResult();

    /// <summary>The columns of the relation.</summary>
    public static IReadOnlyList<Column> Columns { get; } = [new("kpi_date", "DATE"), new("calls", "INT64"), new("amount", "NUMERIC")];

    /// <summary>Opens it at noon in Phoenix of the first day, with one call of 1.00 on each of so many days up to then.</summary>
    public static async Task<CallsWarehouse> OpenAsync(int days)
    {
        var calls = new CallsWarehouse(now => LocalWarehouse.OpenAsync(new() { Now = now }));
        calls.Today(0);
        await calls.warehouse.Catalog.CreateDatasetAsync(new() { Project = Project, DatasetId = new("d") });
        await calls.RunAsync("CREATE TABLE `shop-1.d.calls` (call_date DATE, amount NUMERIC)");
        await calls.RunAsync($"INSERT INTO `shop-1.d.calls` SELECT day, NUMERIC '1.00' FROM UNNEST(GENERATE_DATE_ARRAY(DATE_SUB(DATE '2025-10-21', INTERVAL {days - 1} DAY), DATE '2025-10-21')) AS day");
        return calls;
    }

    /// <summary>Parts of statements for the relation, rebuilt by a method.</summary>
    public static StatementParts Parts(Materialization.Rebuilt? method = null) => new()
    {
        Pipeline = new()
        {
            Name = "calls",
            Project = Project,
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            SqlFiles = new Dictionary<string, string>(),
            ServiceAccount = "calls",
            Datasets = [],
            Relations = [],
            Jobs = [],
            Checks = [],
        },
        Project = Project,
        Target = Daily,
        Select = Select,
        Columns = Columns,
        PartitionedBy = new("kpi_date"),
        Rebuild = method ?? Materialization.RebuiltWhole,
    };

    /// <summary>Moves the clock to noon in Phoenix so many days after the first.</summary>
    public void Today(int daysLater) => now = FirstDay.PlusDays(daysLater).At(new LocalTime(12, 0)).InZoneStrictly(DateTimeZoneProviders.Tzdb["America/Phoenix"]).ToInstant();

    /// <summary>A call of an amount, so many days before the first day; negative days are after it.</summary>
    public Task CallAsync(int daysBefore, string amount) => RunAsync($"INSERT INTO `shop-1.d.calls` VALUES (DATE_SUB(DATE '2025-10-21', INTERVAL {daysBefore} DAY), NUMERIC '{amount}')");

    /// <summary>The staleness that the relation has, as BigQuery's API shows it.</summary>
    public string? Staleness() => warehouse.Catalog.FindTable(new(Project, Daily))?.Metadata["maxStaleness"]?.ToString();

    public Task<StatementResult> RunAsync(string sql) => warehouse.RunAsync(new() { Sql = sql, Project = Project });

    /// <summary>Rows, calls and amount of a relation, or of a query in brackets.</summary>
    public async Task<string> TotalsAsync(string from = "`shop-1.d.daily`") =>
        string.Join(' ', Assert.Single((await RunAsync($"SELECT COUNT(*), COUNT(DISTINCT kpi_date), SUM(calls), SUM(amount) FROM {from}")).Rows));

    /// <summary>The same of the relation's SQL, which is always right.</summary>
    public Task<string> RightAsync() => TotalsAsync($"({Select})");

    public ValueTask DisposeAsync() => warehouse.DisposeAsync();
}
