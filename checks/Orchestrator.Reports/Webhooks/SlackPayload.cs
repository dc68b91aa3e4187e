using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Orchestrator.Reports;

/// <summary>
/// A message as Slack's incoming webhooks take it, and what speaks their language: a text for notifications and blocks for people. Slack's limits are
/// kept for any number of alarms: 50 blocks, 3,000 characters of text in each, 150 in a header.
/// </summary>
public static class SlackPayload
{
    private const int MostBlocks = 50;
    private const int MostText = 3000;
    private const int MostHeader = 150;
    private const int MostLines = 5;
    private const int MostWord = 100;
    private const int MostLine = 300;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as JSON; the same message gives the same bytes.</summary>
    public static string Write(AlarmMessage message)
    {
        var title = Title(message);
        var shown = message.Items.Count <= MostBlocks - 2 ? message.Items.Count : MostBlocks - 3;
        var blocks = new JsonArray { new JsonObject { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = SlackText.Escape(title, MostHeader), ["emoji"] = false } } };
        foreach (var item in message.Items.Take(shown)) blocks.Add(Block("section", Item(item)));
        if (shown < message.Items.Count) blocks.Add(Block("section", $"… and {message.Items.Count - shown} more: run `orchestrator monitor {SlackText.Escape(message.Pipeline, MostHeader)}`."));
        blocks.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray { Markdown(Foot(message)) } });
        return new JsonObject { ["text"] = SlackText.Escape(title, MostText), ["blocks"] = blocks }.ToJsonString(Options);
    }

    private static string Title(AlarmMessage message)
    {
        var counts = message.Items.GroupBy(i => i.Word, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        var first = message.Items.Count == 1 ? $": {message.Items[0].Root}" : "";
        return $"{message.Pipeline} ({message.Target}): {string.Join(", ", counts)}{first}";
    }

    private static string Item(AlarmItem item)
    {
        var lines = new List<string> { $"*{SlackText.Escape(item.Word, MostWord)}* · {FindingJson.Word(item.Severity)} · {SlackText.Code(item.Root, MostLine)} · {SlackText.Escape(item.Since, MostLine)}" };
        lines.AddRange(item.Lines.Take(MostLines).Select(l => "• " + SlackText.Escape(l, MostLine)));
        if (item.Lines.Count > MostLines) lines.Add($"• … and {item.Lines.Count - MostLines} more");
        if (item.Remedy is { } remedy) lines.Add("→ " + SlackText.Escape(remedy, MostLine));
        return string.Join('\n', lines);
    }

    private static string Foot(AlarmMessage message)
    {
        var owner = message.Owner is { } name ? $"owner {SlackText.Escape(name, MostHeader)}" : "no owner is declared";

        // The one link of the message; what could end it early is written as in an address.
        var runbook = message.Runbook is { } uri ? $" · <{SlackText.Escape(uri.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal), MostText / 2)}|runbook>" : "";
        return $"{owner}{runbook} · {InstantPattern.General.Format(message.At)} · {SlackText.Escape(message.Id, MostLine)}";
    }

    private static JsonObject Block(string type, string text) => new() { ["type"] = type, ["text"] = Markdown(text) };

    // Verbatim: names are not looked up as channels, people or addresses.
    private static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };
}
