using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Clock;

/// <summary><c>/emulator/clock</c>: reading the clock and running it forward.</summary>
internal static class ClockRoutes
{
    /// <summary>Serves the clock.</summary>
    public static void Map(IEndpointRouteBuilder routes, EmulatorClock clock, string dataId, RunForward forward)
    {
        routes.Answer("GET", "/emulator/clock", _ => Task.FromResult<JsonObject?>(Show(clock, dataId)));
        routes.Answer("POST", "/emulator/clock", async call =>
        {
            var goal = Goal(await call.BodyAsync());
            var attempts = await forward.ToAsync(goal, call.Cancellation);
            var answer = Show(clock, dataId);
            answer["fires"] = new JsonArray([.. attempts.Select(attempt => attempt.Json())]);
            return answer;
        });
    }

    private static JsonObject Show(EmulatorClock clock, string dataId) => new() { ["now"] = WireText.Write(clock.Now), ["virtual"] = clock.IsVirtual, ["data"] = dataId };

    private static Func<Instant, Instant> Goal(JsonObject body) => (body["now"], body["advance"]) switch
    {
        ({ } now, null) when WireText.TryInstant(now.ToString()) is { } instant => _ => instant,
        (null, { } advance) when PeriodPattern.NormalizingIso.Parse(advance.ToString()) is { Success: true, Value: { Years: 0, Months: 0 } period } =>
            now => now + period.ToDuration(),
        _ => throw GoogleFailure.InvalidArgument("Say where the clock goes: {\"now\": \"2026-11-21T12:00:00Z\"} or {\"advance\": \"PT1H30M\"} (weeks, days, hours, minutes, seconds)."),
    };
}
