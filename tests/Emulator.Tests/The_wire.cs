using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Emulator.Tests;

public sealed class The_wire
{
    [Fact]
    public async Task Says_that_it_serves()
    {
        await using var google = await GoogleOnLoopback.StartAsync();

        Assert.Equal("serving", (string)(await google.SendAsync("GET", "/health"))["status"]!);
        Assert.True(google.Google.BaseUri.IsLoopback);
    }

    [Theory]
    [InlineData("GET", "/v2/nothing.here")]
    [InlineData("PUT", "/v1/projects/p/locations/l/jobs/a")]
    public async Task Names_the_method_and_path_that_it_does_not_have(string method, string path)
    {
        await using var google = await GoogleOnLoopback.StartAsync();

        Assert.Equal($"The emulator has no method {method} {path}.", await google.RefusedAsync(method, path, 404));
    }

    [Fact]
    public async Task Answers_no_sooner_than_a_network_would()
    {
        await using var google = await GoogleOnLoopback.SlowAsync(Duration.FromMilliseconds(200));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(google.SendAsync("GET", "/health"), google.RefusedAsync("GET", "/nothing", 404));
        // A timer may be a tick early.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 180, 10_000);
    }

    [Fact]
    public async Task Tells_the_length_of_every_answer()
    {
        await using var google = await GoogleOnLoopback.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        using var answer = await google.SendAsync(request);
        Assert.Null(answer.Headers.TransferEncodingChunked);
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync()).Length, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Reads_compressed_bodies_and_answers_JSON_in_UTF_8()
    {
        await using var google = await GoogleOnLoopback.StartAsync();
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"advance":"PT1H"}"""));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/clock") { Content = new ByteArrayContent(buffer.ToArray()) };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await google.SendAsync(request);

        Assert.Equal("2026-11-20T13:00:00Z", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["now"]!);
        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public async Task Refuses_a_body_that_is_no_JSON_object(string body)
    {
        await using var google = await GoogleOnLoopback.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, GoogleOnLoopback.Jobs) { Content = new StringContent(body) };

        using var response = await google.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Needs_a_free_port_and_says_which_was_not()
    {
        await using var google = await GoogleOnLoopback.StartAsync();
        var port = google.Google.BaseUri.Port;

        var error = await Assert.ThrowsAsync<IOException>(() => LocalGoogle.StartAsync(
            new() { Now = google.Google.Clock.Now, Time = TimeProvider.System, Port = port }, CancellationToken.None));

        Assert.Equal($"Port {port} on 127.0.0.1 is taken: stop what listens there, or choose another port (0 takes a free one).", error.Message);
    }

    [Fact]
    public void Routes_lead_only_to_this_machine() =>
        Assert.Throws<ArgumentException>(() => new HttpRoute("worker.example.com", new("https://elsewhere.example.com/")));

    [Theory]
    [InlineData(GapPolicy.Shifted, OverlapPolicy.First, "2026-03-08T09:30:00Z")]
    [InlineData(GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-03-08T09:00:00Z")]
    [InlineData(GapPolicy.Skipped, OverlapPolicy.First, "2026-03-09T08:30:00Z")]
    public async Task Treats_a_time_that_daylight_saving_skips_as_the_options_say(GapPolicy gap, OverlapPolicy overlap, string slot)
    {
        await using var local = await LocalGoogle.StartAsync(
            new() { Now = GoogleOnLoopback.At("2026-03-08T00:00:00Z"), VirtualClock = true, Time = TimeProvider.System, Daylight = new(gap, overlap) }, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = local.BaseUri };
        using var body = new StringContent("""{"name":"projects/p/locations/l/jobs/a","schedule":"30 2 * * *","timeZone":"America/Denver","httpTarget":{"uri":"http://127.0.0.1:9/"}}""");

        using var response = await client.PostAsync(GoogleOnLoopback.Jobs, body);

        Assert.Equal(slot, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["scheduleTime"]!);
    }
}
