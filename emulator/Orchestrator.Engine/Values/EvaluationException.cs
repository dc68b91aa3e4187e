namespace Orchestrator.Engine.Values;

/// <summary>A run-time error of a GoogleSQL expression; the message is GoogleSQL's.</summary>
internal sealed class EvaluationException(string message) : Exception(message);
