using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Field-service figures: the ServiceTitan API is loaded every night into raw tables, joined into one dimension of jobs, and read through
/// views by business logic (stage) and by figures (mart). What a relation reads is in its SQL beside this file.
/// </summary>
public static class ServiceTitan
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "servicetitan";

    private const string Zone = "America/Phoenix";
    private const string SqlFolder = "infra/Pipelines/ServiceTitan/sql";

    /// <summary>Declares the pipeline.</summary>
    /// <param name="leadsDaily">How leads_daily is kept. Default: a view. A rebuilt table, <c>Materialization.RebuiltWindow("kpi_date", 180)</c>, gets its job at 05:00.</param>
    public static Pipeline Declare(Materialization? leadsDaily = null)
    {
        var pipeline = new PipelineBuilder
        {
            Name = Name,
            Project = "kpi-auto-471020",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = Zone,
            SqlFolder = SqlFolder,
            SqlFiles = SqlFiles.Under(SqlFolder),
            ServiceAccount = "servicetitan-pipeline",
        };

        var raw = pipeline.Dataset("st_raw_v2", Layer.Raw, "ServiceTitan records as the ingestors delivered them, every version");
        var dim = pipeline.Dataset("st_dim_v2", Layer.Dimension, "Joined once a day for speed");
        var stage = pipeline.Dataset("st_stage", Layer.Stage, "Business logic, one view per concept");
        var mart = pipeline.Dataset("st_mart_v2", Layer.Mart, "Figures by day");
        var logs = pipeline.Dataset("st_logs_v2", Layer.Log, "What the syncs say of their runs");

        var rawTables = ServiceTitanRaw.Declare(pipeline, raw);
        var syncState = pipeline.Table(new Table
        {
            Dataset = logs,
            Name = "sync_state",
            Description = "One row per run of a sync, written when it ends",
            // The document names the first three; without status and error nobody could alert on a failed sync.
            Columns = [new("entityType", "STRING"), new("syncTime", "TIMESTAMP"), new("recordsProcessed", "INT64"), new("status", "STRING"), new("errorMessage", "STRING")],
        });

        // Entity         fires at      look-back  longest run
        Sync("jobs",         "0 2 * * *",  days: 7,   minutes: 10);
        Sync("appointments", "10 2 * * *", days: 7,   minutes: 10);
        Sync("invoices",     "15 2 * * *", days: 7,   minutes: 15);
        Sync("estimates",    "30 2 * * *", days: 180, minutes: 30);
        Sync("payments",     "45 2 * * *", days: 7,   minutes: 15);
        Sync("payroll",      "0 3 * * *",  days: 7,   minutes: 20);
        Sync("customers",    "15 3 * * *", days: 7,   minutes: 10);

        pipeline.Job(new HttpJob
        {
            Name = "estimates-monthly-backfill",
            Description = "Loads the estimates of closed months again",
            Schedule = new("0 2 1 * *", Zone),
            State = JobState.Paused("The daily sync of estimates looks back 180 days, so nothing is left to backfill.", "data platform team", new LocalDate(2027, 10, 21)),
            Uri = Ingestor("backfill/estimates"),
            Writes = [rawTables["estimates"]],
            LookBack = Period.FromDays(180),
            Longest = Duration.FromMinutes(30),
            AttemptDeadline = Duration.FromMinutes(30),
        });

        var dimJobs = pipeline.Materialized(new MaterializedTable
        {
            Dataset = dim,
            Name = "dim_jobs",
            Description = "One row per job with its customer, appointments, estimates, invoices and payments",
            Strategy = Materialization.RebuiltWhole,
            PartitionedBy = new("createdDate"),
            ClusteredBy = ["businessUnitNormalized"],
        });
        var rebuild = Rebuild("v2-rebuild-dim-jobs-daily", dimJobs, "0 4 * * *");

        pipeline.View(stage, "leads_jobs", "Jobs that count as leads");
        var opportunityJobs = pipeline.View(stage, "opportunity_jobs", "Jobs with an estimate");
        var leads = pipeline.Materialized(new MaterializedTable
        {
            Dataset = mart,
            Name = "leads_daily",
            Description = "Leads by day",
            Strategy = leadsDaily ?? Materialization.View,
            PartitionedBy = new("kpi_date"),
        });
        if (leads.Strategy is Materialization.Rebuilt) Rebuild("rebuild-leads-daily", leads, "0 5 * * *");
        pipeline.View(mart, "leads_daily_bu", "Leads by day and business unit");
        pipeline.View(mart, "opportunity_daily", "Opportunities by day, and how many were won");
        var totalSales = pipeline.View(mart, "total_sales_daily", "Sold estimates by day of sale");
        pipeline.View(mart, "total_sales_daily_bu", "Sold estimates by day of sale and business unit");

        ServiceTitanChecks.OfTheSyncs(pipeline, syncState);
        ServiceTitanChecks.OfTheDimension(pipeline, dimJobs, rebuild, rawTables["estimates"]);
        pipeline.Check(new RowsForDate { Name = "yesterday-is-there", Says = "Leads, sales and opportunities have rows for yesterday.", Relations = [new(leads, "kpi_date"), new(totalSales, "kpi_date"), new(opportunityJobs, "opportunity_date")] });
        return pipeline.Build();

        // The document gives the times and look-backs of the syncs, but neither their job names nor how long they take: both are chosen here.
        void Sync(string entity, string cron, int days, int minutes) => pipeline.Job(new HttpJob
        {
            Name = $"v2-sync-{entity}-daily",
            Description = $"Loads {entity} that changed in the last {days} days",
            Schedule = new(cron, Zone),
            Uri = Ingestor($"sync/{entity}"),
            Writes = [rawTables[entity], syncState],
            LookBack = Period.FromDays(days),
            Longest = Duration.FromMinutes(minutes),
            AttemptDeadline = Duration.FromMinutes(minutes),
        });

        QueryJob Rebuild(string name, MaterializedTable table, string cron) => pipeline.Job(new QueryJob
        {
            Name = name,
            Description = $"Rebuilds {table.Id}",
            Schedule = new(cron, Zone),
            Rebuilds = table,
            Longest = Duration.FromMinutes(15),
            AttemptDeadline = Duration.FromMinutes(15),
        });
    }

    // The document does not give the addresses of the ingestors either; this is the Cloud Run service of the project that we deploy them as.
    private static Uri Ingestor(string path) => new($"https://servicetitan-ingest-kpi-auto-471020.us-central1.run.app/{path}");
}
