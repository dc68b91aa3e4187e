using Orchestrator.GoogleSql;
using Orchestrator.Model;

namespace GoogleSql.Tests;

/// <summary>One analyzer process for the whole assembly. When the binary is missing every test fails with the sentence that installs it.</summary>
public sealed class RunningAnalyzer : IAsyncLifetime
{
    public AnalyzerProcess Process { get; } = AnalyzerProcess.Create();

    public StatementAnalyzer Statements => new(Process);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Process.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class TheAnalyzer : ICollectionFixture<RunningAnalyzer>
{
    public const string Name = "one analyzer";
}

/// <summary>The tables that the tests' statements refer to.</summary>
internal static class Kpi
{
    public const string Project = "kpi-auto-471020";

    public static readonly SqlTable Leads = Table("st_mart_v2.leads_daily", new("kpi_date", "DATE"), new("business_unit", "STRING"), new("leads", "INT64"), new("amount", "NUMERIC"));

    public static readonly SqlTable LeadsTable = Table("st_mart_v2.leads_daily_table", [.. Leads.Columns]);

    public static readonly SqlTable Jobs = Table(
        "st_dim_v2.dim_jobs",
        new("id", "INT64"), new("NM", "STRING"), new("created_at", "TIMESTAMP"), new("unit", "STRUCT", Fields: [new("id", "INT64"), new("name", "STRING")]),
        new("tags", "STRING", ColumnMode.Repeated), new("lines", "STRUCT", ColumnMode.Repeated, [new("sku", "STRING"), new("price", "FLOAT64")]));

    public static readonly SqlTable Units = Table("st_ref_v2.dim_business_units", new("id", "INT64"), new("name", "STRING"));

    public static IReadOnlyList<SqlTable> Tables { get; } = [Leads, LeadsTable, Jobs, Units];

    public static CatalogSource Catalog { get; } = CatalogSource.Of(Tables, Project);

    private static SqlTable Table(string id, params Column[] columns) => new(Project, TableId.Parse(id), columns);
}
