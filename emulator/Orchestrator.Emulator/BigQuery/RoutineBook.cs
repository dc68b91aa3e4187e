using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>The name of a routine.</summary>
/// <param name="Project">The Google Cloud project.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Name">The name inside the dataset; case matters.</param>
internal sealed record RoutineName(string Project, DatasetId Dataset, string Name)
{
    /// <summary>As messages say it.</summary>
    public override string ToString() => $"{Project}:{Dataset}.{Name}";
}

/// <summary>All routines by name: in memory for reading, in the warehouse's file for the next start. One change at a time.</summary>
internal sealed class RoutineBook : IDisposable
{
    private readonly KeptDocuments kept;
    private readonly SemaphoreSlim gate = new(1, 1);
    private ImmutableDictionary<RoutineName, JsonObject> routines;

    private RoutineBook(KeptDocuments kept, ImmutableDictionary<RoutineName, JsonObject> routines)
    {
        this.kept = kept;
        this.routines = routines;
    }

    /// <summary>Reads what was kept.</summary>
    public static async Task<RoutineBook> OpenAsync(KeptDocuments kept, CancellationToken cancellation) =>
        new(kept, (await kept.AllAsync(cancellation)).ToImmutableDictionary(NameOf));

    /// <summary>A routine's document, or null.</summary>
    public JsonObject? Find(RoutineName name) => Volatile.Read(ref routines).GetValueOrDefault(name);

    /// <summary>The routines of a dataset.</summary>
    public IReadOnlyList<JsonObject> Of(string project, DatasetId dataset) => [.. Volatile.Read(ref routines).Where(r => r.Key.Project == project && r.Key.Dataset == dataset).Select(r => r.Value)];

    /// <summary>Changes one routine: the function gets the present document, or null, and gives the new one; null deletes it.</summary>
    public async Task<JsonObject?> ChangeAsync(RoutineName name, Func<JsonObject?, JsonObject?> change, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var document = change(Find(name));
            if (document is null) await kept.RemoveAsync(name.ToString());
            else await kept.PutAsync(name.ToString(), document);
            Volatile.Write(ref routines, document is null ? routines.Remove(name) : routines.SetItem(name, document));
            return document;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static RoutineName NameOf(JsonObject document)
    {
        var reference = document["routineReference"]!;
        return new((string)reference["projectId"]!, new DatasetId((string)reference["datasetId"]!), (string)reference["routineId"]!);
    }
}
