using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Drift;

/// <summary>A memory as one JSON document, version 1.</summary>
public static class MemoryJson
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new InstantConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The memory as text, with a final line feed.</summary>
    public static string Write(MonitorMemory memory) => JsonSerializer.Serialize(new Document(Version, memory), Options) + "\n";

    /// <summary>Reads a memory. One that is damaged, or of another version, gives an empty one and says why: then everything that stands is new again.</summary>
    /// <param name="text">The document.</param>
    /// <param name="damage">What is wrong with it, or null.</param>
    public static MonitorMemory Read(string text, out string? damage)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            if (!parsed.RootElement.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number) || number != Version)
            {
                damage = $"it is not of version {Version}";
                return MonitorMemory.Empty;
            }

            var memory = parsed.Deserialize<Document>(Options)?.Memory;
            damage = memory is null ? "it holds nothing" : Nonsense(memory);
            return damage is null ? memory! : MonitorMemory.Empty;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            damage = $"it cannot be read: {error.Message}";
            return MonitorMemory.Empty;
        }
    }

    // What the types alone cannot say, and what a fold relies on.
    private static string? Nonsense(MonitorMemory memory)
    {
        if (memory.Alarms.Any(a => a is null || a.Findings.IsEmpty || a.Findings.Any(f => f is null))) return "an alarm in it says nothing";
        if (memory.Alarms.DistinctBy(a => a.Root).Count() != memory.Alarms.Count) return "an alarm is in it twice";
        return memory.Pending.Any(p => p is null) ? "a message in it says nothing" : null;
    }

    private sealed record Document(int Version, MonitorMemory Memory);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "") is { Success: true } parsed ? parsed.Value : throw new JsonException("an instant is not written as 2026-03-08T09:00:00Z");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
