using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Model;

namespace Cli.Tests;

/// <summary>What a run of <c>drift</c> over many tables reads, when an earlier one has read them already.</summary>
public sealed class ManyTablesReadAgain : IDisposable
{
    private const int Tables = 105;

    private readonly string folder = Directory.CreateTempSubdirectory("orchestrator-known-").FullName;

    [Fact]
    public async Task Are_not_read_while_they_stay_as_they_were_and_are_when_in_doubt()
    {
        await RunAsync("up", "18:00");
        // What was created a moment ago may change again in the same millisecond: it is read, and read again.
        Assert.Equal(Tables, await RunAsync("drift", "18:01"));
        Assert.Equal(0, await RunAsync("drift", "18:02"));
        Assert.Equal(Tables, await RunAsync("drift", "18:03", fresh: true));

        // One table is changed and read before and after; the next run reads it once more, and the one after that none.
        await RunAsync("up", "18:04", description: "Another one.");
        Assert.Equal(1, await RunAsync("drift", "18:05", description: "Another one."));
        Assert.Equal(0, await RunAsync("drift", "18:06", description: "Another one."));

        var file = Assert.Single(Directory.EnumerateFiles(folder, "known-tables", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(Tables, await RunAsync("drift", "18:07", description: "Another one."));
        Assert.Equal(0, await RunAsync("drift", "18:08", description: "Another one."));

        // A clock that was set back proves nothing.
        Assert.Equal(Tables, await RunAsync("drift", "18:05", description: "Another one."));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<int> RunAsync(string verb, string time, bool fresh = false, string? description = null)
    {
        var reads = 0;
        using var output = new StringWriter();
        var plain = new Terminal
        {
            Out = output,
            Error = output,
            WallClock = () => Instant.FromUtc(2025, 10, 21, 18, 0),
            Folder = folder,
            Transport = new() { Around = network => new Counting(network, () => Interlocked.Increment(ref reads)) },
        };
        using var terminal = plain.With(Pipeline(description));
        string[] arguments = [verb, "many", "--at", $"2025-10-21T{time}:00Z", .. fresh ? ["--fresh"] : Array.Empty<string>()];
        Assert.True(await OrchestratorCommand.RunAsync(arguments, terminal) == 0, output.ToString());
        return reads;
    }

    private static Pipeline Pipeline(string? description)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "many",
            Project = "many-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "UTC",
            SqlFolder = "sql",
            ServiceAccount = "many",
            SqlFiles = new Dictionary<string, string>(),
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        for (var i = 0; i < Tables; i++)
        {
            var table = pipeline.Table(new Table { Dataset = dataset, Name = $"t{i:000}", Columns = [new("id", "INT64")], Description = i == 7 ? description : null });
            if (i == 0) pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "UTC"), Uri = new("https://ingest.run.app/raw"), Writes = [table], Longest = Duration.FromMinutes(3) });
        }
        return pipeline.Build();
    }

    private sealed class Counting(HttpMessageHandler network, Action read) : DelegatingHandler(network)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.Contains("/tables/", StringComparison.Ordinal)) read();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
