using System.Net;
using System.Text.Json;

namespace Orchestrator.Google;

/// <summary>Google's error envelope as a typed exception (BigQuery: <c>errors[].reason</c>; Cloud Scheduler: <c>status</c>).</summary>
internal static class FailureOfAnswer
{
    private static readonly string[] Quotas = ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RESOURCE_EXHAUSTED"];

    public static GoogleException Of(GoogleRequest request, HttpStatusCode status, TimeSpan? retryAfter, ReadOnlySpan<byte> body, string? token)
    {
        var error = Envelope(body);
        var reason = error?.Errors is [{ Reason: { } first }, ..] ? first : error?.Status;
        var failure = new GoogleFailure(request.Method.Method, request.Resource, (int)status, Without(token, reason), Without(token, error?.Message))
        {
            RetryAfter = retryAfter,
        };
        return (int)status switch
        {
            404 => new GoogleNotFoundException(failure),
            409 or 412 => new GoogleConflictException(failure),
            429 => new GoogleQuotaException(failure, transient: true),
            403 when Quotas.Contains(reason) => new GoogleQuotaException(failure, transient: reason != "quotaExceeded"),
            403 when reason == "responseTooLarge" => new GoogleRequestException(failure),
            401 or 403 => new GoogleDeniedException(failure),
            500 or 502 or 503 or 504 => new GoogleFaultException(failure),
            _ => new GoogleRequestException(failure),
        };
    }

    private static ErrorBody? Envelope(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, GoogleJson.Default.ErrorEnvelope)?.Error;
        }
        catch (JsonException)
        {
            // A proxy's page instead of Google's envelope: the status is all that is known.
            return null;
        }
    }

    // A server that repeats the token must not bring it into a log.
    private static string? Without(string? token, string? text) =>
        string.IsNullOrEmpty(token) ? text : text?.Replace(token, "(token)", StringComparison.Ordinal);
}
