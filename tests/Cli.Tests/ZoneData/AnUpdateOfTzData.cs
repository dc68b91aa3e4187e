using NodaTime;

namespace Cli.Tests;

/// <summary>New tz data: every verdict that they change, and no other.</summary>
public sealed class AnUpdateOfTzData
{
    private const string List = """
        name,schedule,zone,longest,reads,writes
        sync-chicago,0 5 * * *,America/Chicago,30m,,raw.c
        after-chicago,0 5 * * *,America/Denver,10m,raw.c,raw.d
        after-denver,0 6 * * *,America/Denver,10m,raw.d,
        sync-paris,0 5 * * *,Europe/Paris,30m,,raw.p
        after-paris,0 6 * * *,Europe/Paris,10m,raw.p,

        """;

    [Fact]
    public async Task Without_summer_time_in_Denver_changes_the_order_across_its_border_and_no_other()
    {
        using var run = new ListRun().With("jobs.csv", List);
        WithoutSummerTimeFrom2027(run.Folder);
        Assert.Equal(2, await run.ProveAsync("--tz-data", "zones", "--within", "1h", "--format", "json"));
        var other = run.Json["summary"]!["otherTzData"]!;
        Assert.Equal(["America/Denver"], other["zonesThatDiffer"]!.AsArray().Select(z => (string)z!));
        var change = Assert.Single(other["changes"]!.AsArray())!;
        Assert.Equal(("sync-chicago", "after-chicago", "America/Denver", "2027-03-14"), ((string)change["producer"]!, (string)change["consumer"]!, (string)change["zone"]!, (string)change["differsFrom"]!));
        Assert.Equal((true, false), ((bool)change["before"]!["holds"]!, (bool)change["after"]!["holds"]!));
        var finding = Assert.Single(run.Json["findings"]!.AsArray())!;
        Assert.Equal(("ORDER003", "job/after-chicago"), ((string)finding["code"]!, (string)finding["subject"]!));
        Assert.EndsWith("first on 2027-03-14 then. Clocks in America/Denver differ from 2027-03-14 on.", (string)finding["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_changes_nothing_says_so()
    {
        using var run = new ListRun().With("jobs.csv", List);
        Zones(Path.Combine(run.Folder, "zones"), (_, zone) => CompiledZoneBytes.Write(zone, Begin, Instant.FromUtc(2100, 1, 1, 0, 0), ""));
        await run.ProveAsync("--tz-data", "zones", "--tz-data", "zones", "--within", "1h");
        Assert.Contains("changes no verdict", run.Output, StringComparison.Ordinal);
        Assert.Contains("None. No zone of these jobs differs.", run.Output, StringComparison.Ordinal);
    }

    private static readonly Instant Begin = Instant.FromUtc(1950, 1, 1, 0, 0);

    private static void WithoutSummerTimeFrom2027(string folder)
    {
        var zones = Path.Combine(folder, "zones");
        Zones(zones, (id, zone) => id == "America/Denver"
            ? CompiledZoneBytes.Write(zone, Begin, Instant.FromUtc(2026, 12, 1, 0, 0), "MST7")
            : CompiledZoneBytes.Write(zone, Begin, Instant.FromUtc(2100, 1, 1, 0, 0), ""));
        File.WriteAllText(Path.Combine(zones, "+VERSION"), "2027z\n");
    }

    private static void Zones(string folder, Func<string, DateTimeZone, byte[]> write)
    {
        foreach (var id in new[] { "America/Denver", "America/Chicago", "Europe/Paris", "Etc/UTC" })
        {
            var file = Path.Combine(folder, id);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, write(id, DateTimeZoneProviders.Tzdb[id]));
        }
    }
}
