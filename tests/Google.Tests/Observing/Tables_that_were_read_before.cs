using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Tables_that_were_read_before
{
    private const string World = "google/acme";
    private const long Minute = 60_000;

    [Fact]
    public async Task Are_not_read_again_while_nothing_changes()
    {
        var server = ChangingTables.With(120);
        var known = await ReadOnceAsync(server);
        var before = server.Requests.Count;
        Assert.Equal(121, (await ObserveAsync(server, known)).Resources.Count);
        // The dataset, its list and the times of change.
        Assert.Equal(4, server.Requests.Count - before);
        Assert.Equal(120, server.Gets);
        // Of a dataset that was never read the clock is asked, which is free; only then the times of change.
        Assert.Equal(["SELECT UNIX_MILLIS(CURRENT_TIMESTAMP()) AS asked_at", "SELECT table_id, last_modified_time, UNIX_MILLIS(CURRENT_TIMESTAMP()) AS asked_at FROM `acme.raw.__TABLES__`"], server.Statements);
    }

    [Fact]
    public async Task Are_not_kept_when_the_clock_is_refused()
    {
        var server = ChangingTables.With(120);
        server.RefusesClock = () => AnsweringHandler.BigQueryError(403, "accessDenied", "No.");
        var known = await ReadOnceAsync(server);
        Assert.False(known.Changed);
        Assert.Equal(121, (await ObserveAsync(server, known)).Resources.Count);
        Assert.Equal(240, server.Gets);
    }

    [Fact]
    public async Task Are_read_again_when_BigQuery_shows_a_change()
    {
        var server = ChangingTables.With(120);
        var known = await ReadOnceAsync(server);
        server.Put("t007", "changed");
        server.Put("new", "created");
        server.Put("t008", "another kind", "VIEW");
        server.Remove("t009");
        var seen = await ObserveAsync(server, known);
        Assert.Equal(123, server.Gets);
        Assert.Equal("changed", seen.Resources.Single(r => r.Id.Name == "raw.t007").Properties["description"]);
        Assert.Equal(ResourceKind.View, seen.Resources.Single(r => r.Id.Name == "raw.t008").Id.Kind);
        Assert.DoesNotContain(seen.Resources, r => r.Id.Name == "raw.t009");
    }

    [Fact]
    public async Task Are_read_again_when_they_were_young_because_a_second_change_may_not_show()
    {
        var server = ChangingTables.With(120);
        server.Now += 5_000;
        var known = KnownTables.None(World);
        await ObserveAsync(server, known);
        server.Now -= 5_000;
        server.Put("t007", "changed in the same millisecond");
        server.Now += Minute;
        Assert.Equal("changed in the same millisecond", (await ObserveAsync(server, known)).Resources.Single(r => r.Id.Name == "raw.t007").Properties["description"]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24 * 60 * Minute + 1)]
    public async Task Are_read_again_when_the_clock_was_set_back_and_after_a_day(long later)
    {
        var server = ChangingTables.With(120);
        var known = await ReadOnceAsync(server);
        server.Now += later;
        await ObserveAsync(server, known);
        Assert.Equal(240, server.Gets);
    }

    [Fact]
    public async Task Are_read_one_by_one_when_there_are_few()
    {
        var server = ChangingTables.With(99);
        var known = await ReadOnceAsync(server);
        await ObserveAsync(server, known);
        Assert.Equal(198, server.Gets);
        Assert.False(known.Changed);
        Assert.DoesNotContain(server.Requests, r => r.Method == "POST");
    }

    [Theory]
    [InlineData(403, "accessDenied")]
    [InlineData(404, "notFound")]
    [InlineData(400, "invalidQuery")]
    [InlineData(500, "internalError")]
    public async Task Are_read_one_by_one_when_the_times_of_change_are_refused(int status, string reason)
    {
        var server = ChangingTables.With(120);
        var known = await ReadOnceAsync(server);
        server.RefusesTimes = () => AnsweringHandler.BigQueryError(status, reason, "No.");
        var seen = await ObserveAsync(server, known);
        Assert.Equal(121, seen.Resources.Count);
        Assert.Empty(seen.Unobserved);
        Assert.Equal(240, server.Gets);
    }

    [Fact]
    public async Task Are_known_from_what_was_kept_only_when_it_is_whole_and_of_this_project()
    {
        var server = ChangingTables.With(100);
        var file = (await ReadOnceAsync(server)).Write();
        Assert.NotNull(KnownTables.Read(file, World).Find("raw", "raw.t007"));
        Assert.Null(KnownTables.Read(file, "google/other").Find("raw", "raw.t007"));
        for (var length = 0; length < file.Length; length += 1 + (file.Length / 200)) Assert.Null(KnownTables.Read(file.AsSpan(0, length), World).Find("raw", "raw.t007"));
        var random = new Random(11);
        for (var i = 0; i < 200; i++)
        {
            var damaged = (byte[])file.Clone();
            damaged[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Null(KnownTables.Read(damaged, World).Find("raw", "raw.t007"));
        }
    }

    [Fact]
    public async Task Are_always_seen_as_they_are_whatever_happens_in_between()
    {
        var random = new Random(2026);
        var server = ChangingTables.With(110);
        var known = KnownTables.None(World);
        for (var step = 0; step < 400; step++)
        {
            for (var change = random.Next(4); change > 0; change--) Change(server, random, $"step {step}");
            // Time stands still, passes by milliseconds, or long enough for everything to settle.
            server.Now += random.Next(4) switch { 0 => 0, 1 => random.Next(20), 2 => random.Next(30_000), _ => random.Next(10) * 3_600_000L };
            if (random.Next(3) == 0) known = KnownTables.Read(known.Write(), World);
            if (random.Next(2) == 0) continue;
            var seen = await ObserveAsync(server, known);
            var anew = await Given.Warehouse(server).ObserveAsync(Given.Pipeline("raw"), default);
            Assert.Equal(string.Join('\n', anew.Resources.Select(Given.Lines)), string.Join('\n', seen.Resources.Select(Given.Lines)));
        }
    }

    private static void Change(ChangingTables server, Random random, string what)
    {
        var name = server.Names.ElementAt(random.Next(server.Names.Count));
        if (random.Next(10) == 0 && server.Names.Count > 100) server.Remove(name);
        else if (random.Next(10) == 0) server.Put($"n{random.Next(20)}", what);
        else server.Put(name, what, random.Next(10) == 0 ? "VIEW" : "TABLE");
    }

    private static async Task<KnownTables> ReadOnceAsync(ChangingTables server)
    {
        var known = KnownTables.None(World);
        server.Now += Minute;
        await ObserveAsync(server, known);
        return known;
    }

    private static Task<Observation> ObserveAsync(ChangingTables server, KnownTables known) =>
        new BigQueryWarehouse(Given.Connection(server), Given.Project, known).ObserveAsync(Given.Pipeline("raw"), default);
}
