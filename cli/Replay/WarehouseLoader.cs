using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Streams rows into the local Google with BigQuery's <c>tabledata.insertAll</c>, as an ingestor does.</summary>
/// <param name="http">A client whose base address is the local Google.</param>
/// <param name="project">The project.</param>
internal sealed class WarehouseLoader(HttpClient http, string project)
{
    // BigQuery asks for at most 10 MB and 50,000 rows a request; 5,000 of ours stay below 3 MB.
    private const int RowsPerRequest = 5000;

    /// <summary>Inserts rows; all of a request's rows or none.</summary>
    /// <exception cref="VerbFailedException">The local Google refuses a row.</exception>
    public async Task InsertAsync(TableRows rows, CancellationToken cancellation)
    {
        foreach (var chunk in rows.Rows.Chunk(RowsPerRequest))
        {
            var request = new JsonObject { ["rows"] = new JsonArray([.. chunk.Select(row => (JsonNode)new JsonObject { ["json"] = row.DeepClone() })]) };
            var path = new Uri($"bigquery/v2/projects/{project}/datasets/{rows.Table.Dataset.Id}/tables/{rows.Table.Name}/insertAll", UriKind.Relative);
            using var answer = await http.PostAsJsonAsync(path, request, cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw new VerbFailedException(1, $"The local Google refuses rows for {rows.Table.Id}: {body?["error"]?["message"]}");
            if (body?["insertErrors"] is JsonArray { Count: > 0 } errors) throw new VerbFailedException(1, $"The local Google refuses a row for {rows.Table.Id}: {errors[0]?["errors"]?[0]?["message"]}");
        }
    }
}
