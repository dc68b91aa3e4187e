using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>The raw tables: one per entity of the ServiceTitan API. A record has an id; each load appends the versions that changed since.</summary>
internal static class ServiceTitanRaw
{
    /// <summary>The entities that are synchronised, in the order in which their syncs fire.</summary>
    public static IReadOnlyList<string> Entities { get; } = ["jobs", "appointments", "invoices", "estimates", "payments", "payroll", "customers"];

    /// <summary>Declares the tables and gives them by entity.</summary>
    public static IReadOnlyDictionary<string, Table> Declare(PipelineBuilder pipeline, Dataset raw)
    {
        var tables = new Dictionary<string, Table>(StringComparer.Ordinal);
        Raw("jobs", "createdDate", [Text("jobNumber"), Text("status"), Text("jobType"), Text("campaign"), Text("businessUnit"), Id("customerId"), Time("createdOn"), Time("completedOn")]);
        Raw("appointments", "startDate", [Id("jobId"), Text("status"), Time("startsOn"), Time("endsOn")]);
        Raw("invoices", "invoiceDate", [Id("jobId"), Money("total")]);
        Raw("estimates", "createdDate", [Id("jobId"), Text("name"), Text("status"), Money("subtotal"), Time("createdOn"), Time("soldOn")]);
        Raw("payments", "paidDate", [Id("invoiceId"), Text("method"), Money("amount")]);
        Raw("payroll", "workDate", [Id("jobId"), Id("employeeId"), Money("hours"), Money("grossPay")]);
        Raw("customers", "createdDate", [Text("name"), Text("type"), Time("createdOn")]);
        return tables;

        void Raw(string entity, string date, IReadOnlyList<Column> columns) => tables.Add(entity, pipeline.Table(new Table
        {
            Dataset = raw,
            Name = $"raw_{entity}",
            Description = $"Versions of {entity}; {date} is a date in Arizona",
            Columns = [new("id", "INT64", ColumnMode.Required), .. columns, new("modifiedOn", "TIMESTAMP", ColumnMode.Required), new(date, "DATE", ColumnMode.Required)],
            PartitionedBy = new(date),
            Arrival = new(date, "modifiedOn"),
        }));
    }

    private static Column Id(string name) => new(name, "INT64");

    private static Column Text(string name) => new(name, "STRING");

    private static Column Time(string name) => new(name, "TIMESTAMP");

    private static Column Money(string name) => new(name, "NUMERIC");
}
