using NodaTime;

namespace Orchestrator.Pipelines;

/// <summary>The estimates of one job: up to three options, of which the customer takes one, at once, within two weeks, or months later.</summary>
/// <param name="Versions">Every version of them.</param>
/// <param name="SoldOn">When one was taken, or null.</param>
/// <param name="SoldAmount">What it costs, in dollars.</param>
internal sealed record EstimatesOfJob(IReadOnlyList<RecordVersion> Versions, Instant? SoldOn, decimal? SoldAmount)
{
    private static readonly string[] Options = ["Good", "Better", "Best"];

    /// <summary>No estimates.</summary>
    public static EstimatesOfJob None { get; } = new([], null, null);

    /// <summary>The estimates of a job that was booked at an instant.</summary>
    /// <param name="chance">The job's chance.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="date">The date on which it was booked.</param>
    /// <param name="booked">The instant.</param>
    /// <param name="onTheSpot">Whether one is certainly sold on the same date.</param>
    public static EstimatesOfJob Of(Chance chance, long jobId, LocalDate date, Instant booked, bool onTheSpot)
    {
        var count = 1 + chance.Below(3, "options");
        var written = booked + Duration.FromMinutes(30 + chance.Below(180, "minutes to estimate"));
        var taken = chance.Below(count, "option taken");
        var sold = onTheSpot || chance.Percent(60, "sold") ? SaleOn(chance, date, written, onTheSpot) : (Instant?)null;
        var versions = new List<RecordVersion>();
        for (var option = 0; option < count; option++)
        {
            var created = written + Duration.FromMinutes(option);
            versions.Add(Version(option, "Open", created, null, created));
            if (sold is { } on) versions.Add(Version(option, option == taken ? "Sold" : "Dismissed", created, option == taken ? on : null, on));
        }

        return new(versions, sold, sold is null ? null : Price(taken));

        RecordVersion Version(int option, string status, Instant created, Instant? soldOn, Instant modified) => new("estimates", (jobId * 10) + option, modified,
            [("jobId", jobId), ("name", Options[option]), ("status", status), ("subtotal", Price(option)), ("createdOn", created), ("soldOn", soldOn), ("createdDate", date)]);

        decimal Price(int option) => 300 + chance.Below(4000, "price") + (option * 1500);
    }

    private static Instant SaleOn(Chance chance, LocalDate date, Instant written, bool onTheSpot)
    {
        var patience = chance.Below(100, "patience");
        if (onTheSpot || patience < 50) return written + Duration.FromMinutes(10 + chance.Below(50, "minutes to sale"));
        // The late ones are why estimates are loaded 180 days back.
        var days = patience < 85 ? 1 + chance.Below(14, "days to sale") : 15 + chance.Below(150, "days to late sale");
        return BusinessDay.At(date.PlusDays(days), hour: 8, seconds: chance.Below(10 * 3600, "time of sale"));
    }
}
