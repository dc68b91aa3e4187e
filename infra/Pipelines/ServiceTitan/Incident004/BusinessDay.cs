using NodaTime;

namespace Orchestrator.Pipelines;

/// <summary>
/// One day of a home-services company in Arizona: the jobs that were booked on it, and all that became of them later. Everything happens
/// between 07:00 and midnight Phoenix, so whatever belongs to a date is loaded by the syncs of the following night.
/// </summary>
internal static class BusinessDay
{
    /// <summary>The first day of business.</summary>
    public static LocalDate First { get; } = new(2025, 4, 4);

    // Spelled as dispatchers spell them: case, spaces, nothing at all.
    private static readonly string?[] BusinessUnits =
        ["HVAC Service", "hvac service", " HVAC  Service ", "HVAC Sales", "Plumbing", "Plumbing", "Electrical", "O'Brien Drains", "Heating & Air", "Climatización", null, "  "];

    private static readonly string[] JobTypes = ["Repair", "Maintenance", "Installation", "Estimate visit", "Repair", "Maintenance", "Recall", "Warranty"];
    private static readonly string?[] Campaigns = ["Search ads", "Referral", "Membership", "Mailer", null];
    private static readonly DateTimeZone Phoenix = DateTimeZoneProviders.Tzdb["America/Phoenix"];

    /// <summary>Every version of every record that began on a date.</summary>
    public static IReadOnlyList<RecordVersion> Records(LocalDate date)
    {
        var jobs = 30 + new Chance(date, "day", 0).Below(21, "jobs");
        return [.. Enumerable.Range(0, jobs).SelectMany(number => Job(date, number))];
    }

    private static IEnumerable<RecordVersion> Job(LocalDate date, int number)
    {
        var chance = new Chance(date, "job", number);
        // The first job of each day is a sale on the spot to a new customer: every date has a lead, an opportunity and a sale.
        var first = number == 0;
        var id = JobId(date, number);
        var booked = At(date, hour: 7, seconds: chance.Below(12 * 3600, "booked"));
        var isNew = first || chance.Percent(60, "new customer");
        var estimates = first || chance.Percent(55, "estimates") ? EstimatesOfJob.Of(chance, id, date, booked, first) : EstimatesOfJob.None;
        var cancelled = estimates.SoldOn is null && chance.Percent(10, "cancelled");
        var doneDate = date.PlusDays(1 + chance.Below(3, "days to completion"));
        var done = At(doneDate, hour: 8, seconds: chance.Below(10 * 3600, "done"));

        if (isNew)
            yield return new("customers", id, booked, [("name", $"Customer {id}"), ("type", chance.Percent(80, "type") ? "Residential" : "Commercial"), ("createdOn", booked), ("createdDate", date)]);
        foreach (var (status, completed, modified) in (IReadOnlyList<(string, Instant?, Instant)>)[("Scheduled", null, booked), (cancelled ? "Canceled" : "Completed", cancelled ? null : done, done)])
            yield return new("jobs", id, modified,
            [
                ("jobNumber", $"J-{id}"), ("status", status), ("jobType", first ? "Repair" : chance.Of(JobTypes, "type of job")), ("campaign", chance.Of(Campaigns, "campaign")),
                ("businessUnit", chance.Of(BusinessUnits, "business unit")), ("customerId", isNew ? id : Returning(date, chance)), ("createdOn", booked), ("completedOn", completed), ("createdDate", date),
            ]);
        var starts = At(doneDate, hour: 7, seconds: 0);
        yield return new("appointments", id, booked, [("jobId", id), ("status", "Scheduled"), ("startsOn", starts), ("endsOn", starts + Duration.FromHours(2)), ("startDate", doneDate)]);
        foreach (var version in estimates.Versions) yield return version;
        if (cancelled) yield break;

        var total = estimates.SoldAmount ?? 89 + chance.Below(360, "fee");
        yield return new("invoices", id, done, [("jobId", id), ("total", total), ("invoiceDate", doneDate)]);
        decimal hours = (4 + chance.Below(28, "quarters of an hour")) / 4m;
        yield return new("payroll", id, At(doneDate, hour: 20, seconds: 0),
            [("jobId", id), ("employeeId", (long)(100 + chance.Below(25, "employee"))), ("hours", hours), ("grossPay", hours * (22 + chance.Below(20, "rate"))), ("workDate", doneDate)]);
        if (!chance.Percent(85, "paid")) yield break;
        var paidDate = doneDate.PlusDays(1 + chance.Below(5, "days to payment"));
        yield return new("payments", id, At(paidDate, hour: 9, seconds: chance.Below(8 * 3600, "paid at")),
            [("invoiceId", id), ("method", chance.Of(["Card", "Check", "Financing"], "method")), ("amount", total), ("paidDate", paidDate)]);
    }

    /// <summary>An instant on a date in Phoenix.</summary>
    internal static Instant At(LocalDate date, int hour, int seconds) => (date.At(new LocalTime(hour, 0)).PlusSeconds(seconds)).InZoneStrictly(Phoenix).ToInstant();

    private static long JobId(LocalDate date, int number) => (Period.DaysBetween(new LocalDate(2020, 1, 1), date) * 100L) + number;

    // Somebody who was the first customer of an earlier day.
    private static long Returning(LocalDate date, Chance chance) => JobId(LocalDate.Max(First, date.PlusDays(-1 - chance.Below(90, "days since the last visit"))), 0);
}
