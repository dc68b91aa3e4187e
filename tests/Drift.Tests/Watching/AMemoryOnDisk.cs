using NodaTime;
using Orchestrator.Drift;

namespace Drift.Tests;

public sealed class AMemoryOnDisk
{
    [Fact]
    public void Is_the_same_after_writing_and_reading()
    {
        var polls = new Polls();
        polls.See(Polls.Of("job/sync") with { Message = "Größe \"x\"\n\0", Remedy = "gcloud scheduler jobs resume", Consequence = new() { Says = "One view." } });
        var memory = polls.Memory with { Pending = [new("id", Polls.Start, "{\"text\":\"x\"}")] };
        var text = MemoryJson.Write(memory);
        Assert.Equal(text, MemoryJson.Write(MemoryJson.Read(text, out var damage)));
        Assert.Null(damage);
        Assert.Contains("\"version\": 1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":2,\"memory\":{}}")]
    [InlineData("{\"version\":\"1\",\"memory\":{}}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"memory\":null}")]
    [InlineData("{\"version\":1,\"memory\":{\"polls\":1,\"guess\":true}}")]
    [InlineData("{\"version\":1,\"memory\":{\"lastPoll\":\"yesterday\"}}")]
    [InlineData("{\"version\":1,\"memory\":{\"alarms\":[{\"root\":\"a\"}]}}")]
    [InlineData("{\"version\":1,\"memory\":{\"alarms\":[{\"root\":\"a\",\"since\":\"2025-07-15T07:00:00Z\",\"lastSeen\":\"2025-07-15T07:00:00Z\",\"findings\":[]}]}}")]
    [InlineData("{\"version\":1,\"memory\":{\"alarms\":null}}")]
    [InlineData("{\"version\":1,\"memory\":{\"alarms\":[null]}}")]
    public void That_is_damaged_says_so_and_remembers_nothing(string text)
    {
        Assert.Same(MonitorMemory.Empty, MemoryJson.Read(text, out var damage));
        Assert.NotNull(damage);
    }

    [Fact]
    public void That_is_cut_off_anywhere_says_so_and_every_alarm_is_new_again()
    {
        var polls = new Polls();
        var paused = Polls.Of("job/sync");
        polls.See(paused);
        var text = MemoryJson.Write(polls.Memory).TrimEnd();
        for (var length = 0; length < text.Length; length++)
        {
            var memory = MemoryJson.Read(text[..length], out var damage);
            Assert.NotNull(damage);
            var again = Watch.Fold(memory, new() { At = polls.Now, Findings = [paused], Complete = true }, new(), DateTimeZone.Utc);
            Assert.Equal(AlarmKind.New, Assert.Single(again.Raised).Kind);
        }
    }
}
