namespace Cli.Tests;

/// <summary>A list of jobs in CSV, proved as it is.</summary>
public sealed class AListOfJobs
{
    private const string Header = "name,schedule,zone,longest,reads,writes\n";
    private const string Sync = "sync,0 2 * * *,America/Phoenix,30m,,raw.orders\n";

    [Fact]
    public async Task In_which_every_order_holds_is_exit_code_0()
    {
        using var run = await ListRun.OfAsync(Header + Sync + "rebuild,0 3 * * *,America/Phoenix,10m,raw.orders,dim.orders\n");
        Assert.Equal(0, run.Exit);
        Assert.Contains("1 of 1 order holds on every day from 2026-01-01 to 2036-01-01.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_which_one_fails_tells_the_worst_wait_the_days_the_change_of_clocks_and_a_schedule_that_holds()
    {
        using var run = await ListRun.OfAsync(Header + Sync + "rebuild,0 3 * * *,America/Denver,10m,raw.orders,dim.orders\n", "--format", "json");
        Assert.Equal(2, run.Exit);
        var said = (string)run.Json["findings"]![0]!["message"]!;
        Assert.StartsWith("It reads raw.orders and starts up to 1 d 30 min after sync has finished, 2 h allowed, and starts up to 30 min before sync has finished.", said, StringComparison.Ordinal);
        Assert.Contains("238 days of 2026 and 238 days of 2027, first on 2026-03-08. Clocks in America/Denver change from UTC-07 to UTC-06 at 2026-03-08T09:00:00Z.", said, StringComparison.Ordinal);
        Assert.EndsWith("'0 3 * * *' America/Phoenix holds.", said, StringComparison.Ordinal);
        var order = run.Json["summary"]!["orders"]![0]!;
        Assert.Equal((238, 30.0, "2026-03-08"), ((int)order["failingDays"]!["2026"]!, (double)order["worstOverlapMinutes"]!, (string)order["firstFailingDay"]!));
        Assert.Equal("2026-03-08 03:00 America/Denver (09:00 UTC)", (string?)run.Json["findings"]![0]!["rows"]![0]!["rebuild starts"]);
    }

    [Fact]
    public async Task Shows_the_trap_of_a_schedule_in_utc_behind_one_in_Paris()
    {
        using var run = await ListRun.OfAsync(Header + "load,0 2 * * *,Europe/Paris,30m,,raw.x\nmart,0 1 * * *,UTC,5m,raw.x,mart.x\n", "--within", "23h45m", "--format", "json");
        Assert.Equal(2, run.Exit);
        var order = run.Json["summary"]!["orders"]![0]!;
        Assert.Equal("2026-01-01", (string?)order["firstFailingDay"]);
        Assert.Equal(30, (double)order["worstOverlapMinutes"]!);
    }

    [Fact]
    public async Task May_come_from_the_input_with_its_columns_in_any_order_and_a_byte_order_mark()
    {
        var (exit, output) = await ListRun.FromInputAsync("\uFEFFWrites,zone, name ,schedule,longest,reads\r\n\r\nraw.a,UTC,a,\"0 2,14 * * *\",1h30m,\r\n\r\n,UTC,\"b, the second\",30 3\\,15 * * *,90s,raw.a;`p:x.y`\r\n");
        Assert.Equal(1, exit);
        Assert.Contains("stdin:5", output, StringComparison.Ordinal);
        (exit, output) = await ListRun.FromInputAsync("\uFEFFWrites,zone, name ,schedule,longest,reads\r\n\r\nraw.a,UTC,a,\"0 2,14 * * *\",1h30m,\r\n\r\n,UTC,\"b, the second\",\"30 5,17 * * *\",90s,raw.a;`p:x.y`");
        Assert.Equal(0, exit);
        Assert.Contains("b, the second", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--within", "20m", 2)]
    [InlineData("--within", "30m", 0)]
    [InlineData("--horizon", "60d", 0)]
    public async Task Is_proved_as_strictly_as_asked(string flag, string value, int exit)
    {
        using var run = await ListRun.OfAsync(Header + Sync + "rebuild,0 3 * * *,America/Phoenix,10m,raw.orders,dim.orders\n", flag, value);
        Assert.Equal(exit, run.Exit);
    }

    [Theory]
    [InlineData("", "The list is empty.", 1)]
    [InlineData("\n\n", "The list is empty.", 1)]
    [InlineData(Header, "There is a header and no job.", 1)]
    [InlineData("name;schedule;zone\na;0 2 * * *;UTC\n", "Separate the columns by commas", 1)]
    [InlineData("a,0 2 * * *,UTC\n", "names no column 'name' and no column 'schedule'", 1)]
    [InlineData(Header + Sync, "No job says what it reads.", 3)]
    [InlineData("name,schedule,zone\na,0 2 * * *,UTC\n", "No job says what it reads or writes.", 3)]
    [InlineData(Header + "a,0 2 * * *,UTC,5m,raw.b,\nb,0 1 * * *,UTC,5m,,raw.B\n", "have to be spelled alike", 3)]
    public async Task In_which_nothing_can_be_proven_is_never_green(string list, string says, int exit)
    {
        using var run = await ListRun.OfAsync(list, "--format", "json");
        Assert.Equal(exit, run.Exit);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--within", "3x", "'3x' is not a length of time: write it as 2h, 90s or 1h30m.")]
    [InlineData("--horizon", "900y", "'900y' is not a horizon: write it as 10y, 18mo, 6w or 400d, at most 100y.")]
    [InlineData("--edges", "nowhere.csv", "There is no file 'nowhere.csv'")]
    [InlineData("--tz-data", "nowhere", "There is no tz data at 'nowhere'")]
    public async Task With_a_flag_that_means_nothing_is_refused_in_one_sentence(string flag, string value, string says)
    {
        using var run = await ListRun.OfAsync(Header + Sync, flag, value);
        Assert.Equal(1, run.Exit);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_100_000_lines_is_read_and_proved()
    {
        var lines = Enumerable.Range(0, 100_000).Select(i => $"job-{i},{i % 60} {i % 24} * * *,UTC,5m,{(i == 61 ? "t60" : "")},t{i}\n");
        using var run = await ListRun.OfAsync(Header + string.Concat(lines), "--format", "json", "--horizon", "60d", "--within", "90m");
        Assert.Equal(0, run.Exit);
        Assert.Equal(100_000, (int)run.Json["summary"]!["jobs"]!);
    }
}
