namespace Orchestrator.Engine.Duck;

/// <summary>DuckDB refused or failed a statement.</summary>
/// <param name="kind">DuckDB's error type.</param>
/// <param name="message">DuckDB's text.</param>
internal sealed class DuckException(int kind, string message) : Exception(message)
{
    /// <summary>The type of an interrupted statement.</summary>
    public const int Interrupted = 30;

    public int Kind => kind;
}
