using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>One poll with everything around it: remembered before it is told, told before the sign of life, and printed.</summary>
/// <param name="flags">What the user asked for.</param>
/// <param name="state">The monitor's files.</param>
/// <param name="webhook">Delivers messages.</param>
internal sealed class MonitorRun(MonitorFlags flags, MonitorState state, Webhook webhook)
{
    /// <summary>Polls at the session's instant.</summary>
    public async Task<VerbReport> PollAsync(Session session, CancellationToken cancellation)
    {
        var (before, about) = state.Read(session.Options.Pipeline);
        if (flags.Common.At is { } at && before.LastPoll > at)
            throw new VerbFailedException(1, $"The monitor polled at {before.LastPoll} already, after {at}: leave --at out, or choose another --state to look back.");
        var polled = await MonitorPoll.RunAsync(session, before, flags.AllChecks, about, cancellation).ConfigureAwait(false);
        var memory = polled.Watched.After;

        // Kept before it is sent: a crash in between sends it twice, under one id, and never loses it.
        if (flags.Webhook is not null && AlarmTexts.Message(session, polled.Watched) is { } message) memory = memory with { Pending = memory.Pending.Add(message) };
        state.Save(memory);
        var troubles = await DeliverAsync(memory, session, cancellation).ConfigureAwait(false);
        var report = polled.Report with { Exit = ExitCodes.Worst([polled.Report.Exit, troubles.Count > 0 ? 2 : 0]), Findings = [.. troubles, .. polled.Report.Findings] };
        state.Record(report, polled.Watched);
        if (!polled.Complete) return report;
        return await BeatAsync(report, cancellation).ConfigureAwait(false) is { } lost
            ? report with { Exit = ExitCodes.Worst([report.Exit, 2]), Findings = [.. report.Findings, lost] }
            : report;
    }

    private async Task<IReadOnlyList<Finding>> DeliverAsync(MonitorMemory memory, Session session, CancellationToken cancellation)
    {
        if (flags.Webhook is not { } to || memory.Pending.IsEmpty) return [];
        var troubles = new List<Finding>();
        foreach (var message in memory.Pending)
        {
            session.Terminal.Progress($"delivering the message of {message.At}");
            var delivery = await webhook.SendAsync(to, message, flags.Secret, cancellation).ConfigureAwait(false);
            if (delivery.Done)
            {
                memory = memory with { Pending = memory.Pending.Remove(message) };
                state.Save(memory);
                continue;
            }

            troubles.Add(Trouble(MonitorCodes.Undelivered, $"webhook/{session.Options.Pipeline}", $"The message of {message.At} was not delivered: {delivery.Why}. It is sent again at the next poll.", "See that the receiver takes messages, and that the address is right."));

            // What one message is refused for the next may not be; when nobody answers, nobody does.
            if (delivery.Again) break;
        }

        return troubles;
    }

    private async Task<Finding?> BeatAsync(VerbReport report, CancellationToken cancellation)
    {
        var why = flags.HeartbeatFile is { } file ? Heartbeat.Write(file, report) : null;
        if (flags.HeartbeatAddress is { } address && await webhook.CallAsync(address, cancellation).ConfigureAwait(false) is { Done: false } called) why = called.Why;
        return why is null ? null : Trouble(MonitorCodes.HeartbeatLost, $"heartbeat/{report.Pipeline}", $"The sign of life was not given: {why.TrimEnd('.')}.", "See that whoever watches the monitor can be reached.");
    }

    private static Finding Trouble(string code, string subject, string message, string remedy) => new() { Code = code, Severity = Severity.Warning, Subject = subject, Message = message, Remedy = remedy };
}
