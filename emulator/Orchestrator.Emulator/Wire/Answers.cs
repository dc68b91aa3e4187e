using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Emulator.Wire;

/// <summary>How resources are put on the wire: routes with a JSON answer, and one envelope for every error.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Layout = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers one method of one path with JSON; null is 204 without a body.</summary>
    public static void Answer(this IEndpointRouteBuilder routes, string method, string path, Func<Call, Task<JsonObject?>> answer) =>
        routes.MapMethods(path, [method], async (HttpContext context) =>
        {
            var json = await answer(new Call(context));
            if (json is null) context.Response.StatusCode = StatusCodes.Status204NoContent;
            else await WriteAsync(context, json);
        });

    /// <summary>Turns every failure of what follows into Google's envelope.</summary>
    public static void UseEnvelope(this IApplicationBuilder app, ILogger log) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (GoogleFailure failure)
        {
            await FailAsync(context, failure);
        }
        catch (BadHttpRequestException e)
        {
            await FailAsync(context, new(e.StatusCode, "INVALID_ARGUMENT", "badRequest", e.Message));
        }
        catch (Exception e) when (e is InvalidDataException)
        {
            await FailAsync(context, new(400, "INVALID_ARGUMENT", "badRequest", $"The body cannot be decompressed: {e.Message}"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody reads an answer.
        }
        catch (Exception e)
        {
            log.LogError(e, "{Method} {Path} failed unexpectedly", context.Request.Method, context.Request.Path);
            await FailAsync(context, new(500, "INTERNAL", "internalError", "An internal error occurred and the request could not be completed. The emulator's log has the cause."));
        }
    });

    /// <summary>What no resource answers is 404 and named.</summary>
    public static void AnswerUnknownPaths(this IEndpointRouteBuilder routes) => routes.MapFallback("{*path}", (HttpContext context) =>
        FailAsync(context, new(404, "NOT_FOUND", "notFound", $"The emulator has no method {context.Request.Method} {context.Request.Path}.")));

    private static Task FailAsync(HttpContext context, GoogleFailure failure)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        context.Response.StatusCode = failure.Code;
        return WriteAsync(context, failure.Envelope());
    }

    private static Task WriteAsync(HttpContext context, JsonObject json)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        if (json["etag"] is JsonValue etag) context.Response.Headers.ETag = $"\"{etag}\"";
        // Whole and with its length: neither side has to put chunks together.
        var body = JsonSerializer.SerializeToUtf8Bytes(json, Layout);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
