namespace Orchestrator.Engine;

/// <summary>A native library of the engine is not installed, or none exists for this machine. The message is one sentence that says what to do.</summary>
public sealed class EngineMissingException(string message) : Exception(message);

/// <summary>The data folder cannot be used: another process has it open, or it holds no warehouse of ours.</summary>
public sealed class WarehouseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A failure that BigQuery reports with a reason.</summary>
/// <param name="reason">BigQuery's <c>reason</c>: notFound, duplicate, invalid, invalidQuery ...</param>
/// <param name="message">The text for people.</param>
public abstract class WarehouseException(string reason, string message) : Exception(message)
{
    /// <summary>BigQuery's <c>reason</c>.</summary>
    public string Reason => reason;
}

/// <summary>A dataset or table that does not exist (HTTP 404).</summary>
public sealed class NotFoundException(string message) : WarehouseException("notFound", message);

/// <summary>A dataset or table that exists already (HTTP 409).</summary>
public sealed class DuplicateException(string message) : WarehouseException("duplicate", message);

/// <summary>A request that BigQuery refuses (HTTP 400), such as deleting a dataset that still has tables.</summary>
public sealed class InvalidException(string message, string reason = "invalid") : WarehouseException(reason, message);

/// <summary>A statement that failed: refused by the analyzer, not supported by the local engine, or failed while it ran.</summary>
/// <param name="reason">invalidQuery, notFound, duplicate, stopped ...</param>
/// <param name="message">BigQuery's form, with <c>at [line:column]</c> at the end when the place is known.</param>
public sealed class QueryException(string reason, string message) : WarehouseException(reason, message);
