using NodaTime;
using Orchestrator.Cli;

namespace Cli.Tests;

/// <summary>Compiled zones are read as the tz data mean them, before, in and after their list of changes.</summary>
public sealed class ACompiledZone
{
    private static readonly Instant Begin = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2100, 1, 1, 0, 0);

    [Theory]
    [InlineData("America/Denver", "MST7MDT,M3.2.0,M11.1.0")]
    [InlineData("Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3")]
    [InlineData("Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1")]
    [InlineData("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")]
    [InlineData("America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0")]
    [InlineData("Pacific/Chatham", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45")]
    [InlineData("America/Phoenix", "MST7")]
    [InlineData("Asia/Kolkata", "IST-5:30")]
    public void Goes_on_by_its_rule_where_its_list_ends(string id, string rule)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var read = CompiledZoneText.Read(id, CompiledZoneBytes.Write(zone, Begin, Instant.FromUtc(2024, 6, 1, 0, 0), rule));
        Same(zone, read, Begin, End);
    }

    [Fact]
    public void Is_every_zone_of_the_built_in_data_when_they_are_written_out()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            Same(zone, CompiledZoneText.Read(id, CompiledZoneBytes.Write(zone, Begin, Instant.FromUtc(2038, 1, 1, 0, 0), "")), Begin, Instant.FromUtc(2037, 1, 1, 0, 0));
        }
    }

    // Where a machine has compiled zones of its own, those that its release and ours have in common agree; a newer rule of one of them may not.
    [Fact]
    public void Agrees_with_the_built_in_data_on_the_zones_of_this_machine()
    {
        const string folder = "/usr/share/zoneinfo";
        if (!Directory.Exists(folder)) return;
        var zones = new ZoneInfoFolder(folder);
        var compared = zones.GetIds().Where(DateTimeZoneProviders.Tzdb.Ids.Contains).ToList();
        var different = compared.Where(id => !Alike(DateTimeZoneProviders.Tzdb[id], zones.ForId(id), Instant.FromUtc(1975, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0))).ToList();
        Assert.True(different.Count * 50 < compared.Count, $"{different.Count} of {compared.Count} zones differ: {string.Join(", ", different.Take(20))}");
    }

    [Fact]
    public void May_have_summer_time_all_the_year()
    {
        var rule = PosixRuleText.TryRead("XXX3EDT4,0/0,J365/23")!;
        Assert.Equal(Offset.FromHours(-4), rule.At(Instant.FromUtc(2030, 6, 1, 0, 0)).Clock.Offset);
        Assert.Equal(Offset.FromHours(-4), rule.At(Instant.FromUtc(2030, 1, 1, 4, 0)).Clock.Offset);
    }

    [Theory]
    [InlineData("MST7MDT,M3.2.0/2,M11.1.0/2", true)]
    [InlineData("AAA-3BBB,J60,J300/-167:59:59", true)]
    [InlineData("AAA3BBB2:30,59,299/167", true)]
    [InlineData("", false)]
    [InlineData("MS7", false)]
    [InlineData("MST", false)]
    [InlineData("MST7MDT", false)]
    [InlineData("MST7MDT,M13.2.0,M11.1.0", false)]
    [InlineData("MST7MDT,M3.0.0,M11.1.0", false)]
    [InlineData("MST7MDT,M3.2.7,M11.1.0", false)]
    [InlineData("MST7MDT,J0,J366", false)]
    [InlineData("MST7MDT,M3.2.0,M11.1.0,", false)]
    [InlineData("<MST7", false)]
    [InlineData("MST25", false)]
    public void Has_a_rule_of_the_posix_form_or_none(string text, bool read) => Assert.Equal(read, PosixRuleText.TryRead(text) is not null);

    [Fact]
    public void Is_refused_wherever_it_is_cut_and_never_read_past_its_end()
    {
        var whole = CompiledZoneBytes.Write(DateTimeZoneProviders.Tzdb["America/Denver"], Begin, End, "MST7MDT,M3.2.0,M11.1.0");
        for (var length = 0; length < whole.Length; length++) Assert.Throws<FormatException>(() => CompiledZoneText.Read("x", whole.AsSpan(0, length)));
    }

    [Fact]
    public void With_any_damaged_byte_is_a_zone_or_a_refusal()
    {
        var whole = CompiledZoneBytes.Write(DateTimeZoneProviders.Tzdb["America/Denver"], Begin, Instant.FromUtc(1970, 1, 1, 0, 0), "MST7MDT,M3.2.0,M11.1.0");
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 127, 128, 255 })
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] = value;
                try
                {
                    CompiledZoneText.Read("x", damaged).GetZoneInterval(Instant.FromUtc(2030, 1, 1, 0, 0));
                }
                catch (FormatException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
            }
        }
    }

    private static void Same(DateTimeZone expected, DateTimeZone read, Instant from, Instant until) => Assert.True(Alike(expected, read, from, until), $"{expected.Id} differs");

    private static bool Alike(DateTimeZone expected, DateTimeZone read, Instant from, Instant until)
    {
        for (var at = from; at < until;)
        {
            var (a, b) = (expected.GetZoneInterval(at), read.GetZoneInterval(at));
            if (a.WallOffset != b.WallOffset) return false;
            at = Instant.Min(a.HasEnd ? a.End : until, b.HasEnd ? b.End : until);
        }

        return true;
    }
}
