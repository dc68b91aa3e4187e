namespace Orchestrator.Engine.Translate;

/// <summary>Between instants and civil times. UTC is DuckDB's own; other zones are NodaTime's, whose data is pinned with the product.</summary>
internal static class Civils
{
    public static string Local(string instant, string zone) => zone == "'UTC'" ? $"timezone('UTC', {instant})" : $"bq_local({instant}, {zone})";

    public static string Instant(string local, string zone) => zone == "'UTC'" ? $"timezone('UTC', {local})" : $"bq_instant({local}, {zone})";
}
