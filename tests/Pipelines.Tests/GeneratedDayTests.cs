using NodaTime;

namespace Orchestrator.Pipelines.Tests;

public sealed class A_generated_day_of_business
{
    private static readonly LocalDate Day = new(2025, 6, 30);
    private static readonly DateTimeZone Phoenix = DateTimeZoneProviders.Tzdb["America/Phoenix"];

    [Fact]
    public void Is_the_same_whenever_it_is_generated() =>
        Assert.Equal(BusinessDay.Records(Day).Select(r => r.ToRow().ToJsonString()), BusinessDay.Records(Day).Select(r => r.ToRow().ToJsonString()));

    [Fact]
    public void Is_the_same_on_every_machine_and_after_every_change() =>
        Assert.Equal("""{"id":200700,"name":"Customer 200700","type":"Residential","createdOn":"2025-06-30T15:11:50Z","createdDate":"2025-06-30","modifiedOn":"2025-06-30T15:11:50Z"}""", BusinessDay.Records(Day)[0].ToRow().ToJsonString());

    [Fact]
    public void Books_thirty_to_fifty_jobs() => Assert.All(Days(), day =>
        Assert.InRange(BusinessDay.Records(day).Where(r => r.Entity == "jobs").DistinctBy(r => r.Id).Count(), 30, 50));

    [Fact]
    public void Has_no_change_between_midnight_and_the_end_of_the_syncs() => Assert.All(Days().SelectMany(BusinessDay.Records), record =>
        Assert.InRange(record.ModifiedOn.InZone(Phoenix).TimeOfDay, new LocalTime(7, 0), new LocalTime(23, 59, 59)));

    [Fact]
    public void Always_has_a_sale_on_the_spot() => Assert.All(Days(), day =>
        Assert.Contains(BusinessDay.Records(day), r => r.Entity == "estimates" && Field(r, "soldOn") is Instant sold && sold.InZone(Phoenix).Date == day));

    [Fact]
    public void Sells_some_estimates_more_than_two_weeks_late() =>
        Assert.Contains(Days().SelectMany(BusinessDay.Records), r => Field(r, "soldOn") is Instant sold && Period.DaysBetween((LocalDate)Field(r, "createdDate")!, sold.InZone(Phoenix).Date) > 14);

    [Fact]
    public void Spells_business_units_as_people_do()
    {
        var units = Days().SelectMany(BusinessDay.Records).Where(r => r.Entity == "jobs").Select(r => (string?)Field(r, "businessUnit")).ToHashSet();
        Assert.Superset(new HashSet<string?> { "O'Brien Drains", "Heating & Air", "Climatización", " HVAC  Service ", null }, units);
    }

    [Fact]
    public void Sells_at_most_one_estimate_of_a_job() => Assert.All(
        Days().SelectMany(BusinessDay.Records).Where(r => (string?)Field(r, "status") == "Sold").GroupBy(r => Field(r, "jobId")), job => Assert.Single(job));

    private static IEnumerable<LocalDate> Days() => Enumerable.Range(0, 60).Select(Day.PlusDays);

    private static object? Field(RecordVersion record, string column) => record.Fields.FirstOrDefault(f => f.Column == column).Value;
}
