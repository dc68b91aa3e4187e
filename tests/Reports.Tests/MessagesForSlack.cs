using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class MessagesForSlack
{
    private static readonly AlarmItem Paused = new()
    {
        Word = "new",
        Severity = Severity.Error,
        Root = "job/sync",
        Since = "since 2025-07-15 01:00 America/Phoenix",
        Lines = ["DRIFT001 job/sync: Does not run: its state is PAUSED, declared ENABLED.", "DRIFT007 table/raw.jobs: Missed its run."],
        Remedy = "Resume it.",
        DedupKey = "job/sync 2025-07-15T08:00:00Z",
    };

    [Fact]
    public void Say_what_is_wrong_since_when_what_to_do_and_who_is_told()
    {
        var message = Read([Paused]);
        Assert.Equal("shop (gcp): 1 new: job/sync", (string?)message["text"]);
        var texts = Texts(message);
        Assert.Equal("*new* · error · `job/sync` · since 2025-07-15 01:00 America/Phoenix\n• DRIFT001 job/sync: Does not run: its state is PAUSED, declared ENABLED.\n• DRIFT007 table/raw.jobs: Missed its run.\n→ Resume it.", texts[1]);
        Assert.Equal("owner user A · <https://runbooks.example.com/shop?a=1&amp;b=2|runbook> · 2025-07-15T08:00:00Z · shop/7", texts[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(10000)]
    public void Keep_the_limits_for_any_number_of_alarms_and_any_text(int alarms)
    {
        var item = Paused with { Root = new('<', 5000), Word = new('&', 5000), Since = new('>', 5000), Lines = [.. Enumerable.Repeat(string.Concat(Enumerable.Repeat("😀&", 3000)), 20)], Remedy = new('"', 5000) };
        var message = Read([.. Enumerable.Repeat(item, alarms)]);
        var blocks = message["blocks"]!.AsArray();
        Assert.InRange(blocks.Count, 3, 50);
        Assert.InRange(((string)message["text"]!).Length, 1, 3000);
        Assert.InRange(((string)blocks[0]!["text"]!["text"]!).Length, 1, 150);
        Assert.All(Texts(message), text => Assert.InRange(text.Length, 1, 3000));
        Assert.All(Texts(message), text => Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal));
        Assert.Equal(alarms > 48, Texts(message).Any(t => t.Contains($"and {alarms - 47} more", StringComparison.Ordinal)));
    }

    [Fact]
    public void Let_no_name_become_a_link_a_mention_or_a_command()
    {
        var message = Read([Paused with { Root = SampleReports.Hostile, Lines = [SampleReports.Hostile], Remedy = SampleReports.Hostile }]);
        foreach (var text in Texts(message))
        {
            Assert.DoesNotContain("<!channel>", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202E', text);
            Assert.Equal(text.Contains("|runbook>", StringComparison.Ordinal) ? 1 : 0, text.Count(c => c == '<'));
        }

        Assert.Equal(2, Texts(message)[1].Split('\n')[0].Count(c => c == '`'));
        Assert.All(message["blocks"]!.AsArray().Skip(1), b => Assert.True((bool)(b!["text"] ?? b["elements"]![0])!["verbatim"]!));
    }

    [Fact]
    public void Say_when_nobody_is_named_as_owner() => Assert.StartsWith("no owner is declared · 2025", Texts(Read([Paused], owner: null, runbook: null))[^1], StringComparison.Ordinal);

    private static JsonNode Read(IReadOnlyList<AlarmItem> items, string? owner = "user A", string? runbook = "https://runbooks.example.com/shop?a=1&b=2") => JsonNode.Parse(SlackPayload.Write(new()
    {
        Pipeline = "shop",
        Target = "gcp",
        At = Instant.FromUtc(2025, 7, 15, 8, 0),
        Id = "shop/7",
        Owner = owner,
        Runbook = runbook is null ? null : new(runbook),
        Items = items,
    }))!;

    private static List<string> Texts(JsonNode message) => [.. message["blocks"]!.AsArray().Select(b => (string)(b!["text"] ?? b["elements"]![0])!["text"]!)];
}
