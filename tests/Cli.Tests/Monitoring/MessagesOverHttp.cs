using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Drift;

namespace Cli.Tests.Monitoring;

public sealed class MessagesOverHttp
{
    private static readonly PendingMessage Message = new("shop/local/p/7/2025-07-16T06:00:00Z", Instant.FromUtc(2025, 7, 16, 6, 0), "{\"text\":\"Größe\"}");

    [Fact]
    public async Task Arrive_with_an_id_and_the_exact_body()
    {
        await using var receiver = await Receiver.StartAsync();
        Assert.True((await SendAsync(receiver)).Done);
        Assert.Equal(new("/services/T000/B000/secret?x=1", Message.Body, Message.Id, null), Assert.Single(receiver.Calls));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Are_sent_again_under_the_same_id_when_the_receiver_is_busy(int code)
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(code);
        Assert.True((await SendAsync(receiver)).Done);
        Assert.Equal([Message.Id, Message.Id], receiver.Calls.Select(c => c.Id));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Are_not_sent_again_when_the_receiver_refuses(int code)
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(code);
        var delivery = await SendAsync(receiver);
        Assert.False(delivery.Done);
        Assert.False(delivery.Again);
        Assert.Equal($"the receiver answered {code}", delivery.Why);
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task Wait_as_long_as_the_receiver_asks()
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True((await SendAsync(receiver)).Done);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.95), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Are_left_for_the_next_poll_when_the_receiver_asks_for_longer_than_a_poll_may_wait()
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        var delivery = await SendAsync(receiver);
        Assert.False(delivery.Done);
        Assert.True(delivery.Again);
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task Are_sent_again_when_the_answer_was_lost()
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.True((await SendAsync(receiver)).Done);
        Assert.Equal([Message.Id, Message.Id], receiver.Calls.Select(c => c.Id));
    }

    [Fact]
    public async Task Never_say_the_address_when_nobody_is_there()
    {
        Uri nobody;
        await using (var receiver = await Receiver.StartAsync()) nobody = receiver.Address;
        using var http = Webhook.Client();
        var delivery = await new Webhook(http, TimeProvider.System).SendAsync(new(nobody), Message, null, CancellationToken.None);
        Assert.Equal("the receiver could not be reached (ConnectionError)", delivery.Why);
        Assert.DoesNotContain("secret", new SecretAddress(nobody).ToString().Replace("kept secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carry_a_signature_over_time_path_and_body()
    {
        await using var receiver = await Receiver.StartAsync();
        await SendAsync(receiver, "whsec_1");
        var call = Assert.Single(receiver.Calls);
        var time = Instant.FromUnixTimeSeconds(long.Parse(call.Signature!.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(WebhookSignature.Sign("whsec_1", time, "POST", call.Path, System.Text.Encoding.UTF8.GetBytes(call.Body)), call.Signature);
    }

    [Fact]
    public void Have_the_signature_that_another_implementation_computes() =>
        Assert.Equal(
            "t=1752645600,v1=9926a2b6eff987fc8dff67e93ed583f26c5979ecbfb5f968830077508cccfe05",
            WebhookSignature.Sign("Jefe", Instant.FromUnixTimeSeconds(1752645600), "POST", "/services/x?y=1", "what do ya want for nothing?"u8));

    private static async Task<Delivery> SendAsync(Receiver receiver, string? secret = null)
    {
        using var http = Webhook.Client();
        return await new Webhook(http, TimeProvider.System).SendAsync(new(receiver.Address), Message, secret, CancellationToken.None);
    }
}
