namespace Orchestrator.Google;

/// <summary>The body of every answer that is not 2xx.</summary>
internal sealed record ErrorEnvelope(ErrorBody? Error);

/// <summary>Google's error: <c>errors</c> in BigQuery, <c>status</c> in Cloud Scheduler.</summary>
internal sealed record ErrorBody(int? Code, string? Message, string? Status, IReadOnlyList<ErrorProto>? Errors);

/// <summary>One error of BigQuery.</summary>
internal sealed record ErrorProto(string? Reason, string? Message, string? Location);
