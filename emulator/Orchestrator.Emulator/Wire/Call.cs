using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Emulator.Wire;

/// <summary>One request, as the resources read it.</summary>
internal sealed class Call(HttpContext context)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Stops when the client goes away.</summary>
    public CancellationToken Cancellation => context.RequestAborted;

    /// <summary>Scheme, host and port as the client wrote them, for links.</summary>
    public string Origin => $"{context.Request.Scheme}://{context.Request.Host}";

    /// <summary>A part of the path that the route names.</summary>
    public string Path(string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>A query parameter, or null when absent or empty.</summary>
    public string? Query(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A header, or null when absent or empty.</summary>
    public string? Header(string name) => context.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A query parameter that is true or false.</summary>
    public bool Flag(string name, bool otherwise = false) => Query(name) switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        "1" => true,
        "0" => false,
        var text => throw GoogleFailure.InvalidArgument($"Invalid value for {name}: '{text}' is neither true nor false."),
    };

    /// <summary>A query parameter that is a whole number from 0.</summary>
    public int? Count(string name) => Query(name) is not { } text ? null
        : int.TryParse(text, out var count) && count >= 0 ? count
        : throw GoogleFailure.InvalidArgument($"Invalid value for {name}: '{text}' is not a whole number from 0.");

    /// <summary>The body as a JSON object; an empty body is an empty object.</summary>
    public async Task<JsonObject> BodyAsync()
    {
        using var text = new StreamReader(context.Request.Body);
        var json = await text.ReadToEndAsync(Cancellation);
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            // Two values for one name are a mistake; told now, not when the name is first looked up.
            return JsonNode.Parse(json, documentOptions: Strict) as JsonObject ?? throw GoogleFailure.InvalidArgument("Invalid JSON payload received. The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw GoogleFailure.InvalidArgument($"Invalid JSON payload received. {e.Message}");
        }
    }
}
