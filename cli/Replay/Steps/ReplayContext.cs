using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What every step of a replay works with, and what earlier steps found out.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Cloud">The local Google that stands in its world.</param>
/// <param name="Session">The session that was opened when the replay begins; later ones are the same at another instant.</param>
/// <param name="Terminal">Streams and progress.</param>
internal sealed record ReplayContext(Incident Incident, IncidentCloud Cloud, Session Session, Terminal Terminal)
{
    /// <summary>The session at the instant at which the incident was found.</summary>
    public Session Found => Session.At(Incident.At);

    /// <summary>What was watched while the incident went on; null when nobody watched.</summary>
    public WatchLog? Log { get; set; }

    /// <summary>The session at another instant.</summary>
    public Session At(Instant now) => Session.At(now);

    /// <summary>The pair of syncs of a table that the incident left stale rows in.</summary>
    public SyncPair? Pair => Incident.Repair is { } repair ? Incident.Pipeline.SyncPairs.FirstOrDefault(p => p.Table.Id == repair.Table.Id) : null;
}
