using System.Text;
using System.Text.Json;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>One object of a JSON list and where it begins.</summary>
/// <param name="Value">The object.</param>
/// <param name="Place">Its line and column.</param>
internal sealed record JsonItem(JsonElement Value, SourcePlace Place)
{
    /// <summary>A text member; null when there is none, or it is no text.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var at = Value;
        foreach (var name in path)
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }

    /// <summary>Whether a member is there.</summary>
    public bool Has(string name) => Value.TryGetProperty(name, out _);
}

/// <summary>The objects of a JSON list: of an array, or of an answer of Google's APIs that holds one.</summary>
internal static class JsonItems
{
    private static readonly string[] Holders = ["jobs", "transferConfigs"];

    /// <summary>The objects in their order; what is no object is a mistake.</summary>
    public static (IReadOnlyList<JsonItem> Items, IReadOnlyList<Diagnostic> Mistakes) Read(string text, string file)
    {
        var (items, mistakes) = (new List<JsonItem>(), new List<Diagnostic>());
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!FindArray(ref reader)) return ([], [Wrong(file, "There is no list of jobs in it.", "Give an array of jobs, as 'gcloud scheduler jobs list --format=json' prints it.", new(file))]);
            var lines = new LineCount(bytes);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var place = lines.PlaceOf(file, (int)reader.TokenStartIndex);
                using var document = JsonDocument.ParseValue(ref reader);
                if (document.RootElement.ValueKind == JsonValueKind.Object) items.Add(new(document.RootElement.Clone(), place));
                else mistakes.Add(Wrong(file, "An entry of the list is no object.", "Write each job as { \"name\": ..., \"schedule\": ..., \"zone\": ... }.", place));
            }
        }
        catch (JsonException error)
        {
            var place = new SourcePlace(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            mistakes.Add(Wrong(file, "The JSON ends too early, or is not JSON from here on.", "Correct it, or write the file again.", place));
        }

        return (items, mistakes);
    }

    private static bool FindArray(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) return false;
        if (reader.TokenType == JsonTokenType.StartArray) return true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var held = reader.ValueTextEquals(Holders[0]) || reader.ValueTextEquals(Holders[1]);
            if (!reader.Read()) return false;
            if (held && reader.TokenType == JsonTokenType.StartArray) return true;
            reader.Skip();
        }

        return false;
    }

    private static Diagnostic Wrong(string file, string message, string remedy, SourcePlace place) => DiagnosticFacts.ListUnreadable.On($"list/{file}", message, remedy, place);

    // Places are asked for in rising order, so every byte is counted once.
    private sealed class LineCount(byte[] bytes)
    {
        private int counted;
        private int line = 1;
        private int begin;

        public SourcePlace PlaceOf(string file, int at)
        {
            for (; counted < at; counted++)
                if (bytes[counted] == (byte)'\n') (line, begin) = (line + 1, counted + 1);
            return new(file, line, at - begin + 1);
        }
    }
}
