using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Google;

/// <summary>BigQuery's datasets, tables and routines resources: one method per call of the service, within its limits.</summary>
internal sealed class BigQueryRest(GoogleConnection google, string project)
{
    private readonly string _root = $"bigquery/v2/projects/{Uri.EscapeDataString(project)}";

    public string Project => project;

    public Task<DatasetResource> GetDatasetAsync(string dataset, CancellationToken cancellation) =>
        ReadAsync($"datasets/{Escape(dataset)}", $"dataset/{dataset}", GoogleJson.Default.DatasetResource, cancellation);

    public Task<TableResource> GetTableAsync(string dataset, string table, string resource, CancellationToken cancellation) =>
        ReadAsync($"datasets/{Escape(dataset)}/tables/{Escape(table)}?view=BASIC", resource, GoogleJson.Default.TableResource, cancellation);

    public IAsyncEnumerable<IReadOnlyList<TableListItem>> ListTablesAsync(string dataset, CancellationToken cancellation)
    {
        var resource = $"the tables of dataset/{dataset}";
        return Paging.PagesAsync(resource, async token =>
        {
            var page = token is null ? "" : $"&pageToken={Escape(token)}";
            var list = await ReadAsync($"datasets/{Escape(dataset)}/tables?maxResults=1000{page}", resource, GoogleJson.Default.TableList, cancellation);
            return (list.Tables ?? [], list.NextPageToken);
        });
    }

    public Task<RoutineResource> GetRoutineAsync(string dataset, string routine, string resource, CancellationToken cancellation) =>
        ReadAsync($"datasets/{Escape(dataset)}/routines/{Escape(routine)}", resource, GoogleJson.Default.RoutineResource, cancellation);

    public IAsyncEnumerable<IReadOnlyList<RoutineResource>> ListRoutinesAsync(string dataset, CancellationToken cancellation)
    {
        var resource = $"the routines of dataset/{dataset}";
        return Paging.PagesAsync(resource, async token =>
        {
            var page = token is null ? "" : $"&pageToken={Escape(token)}";
            var list = await ReadAsync($"datasets/{Escape(dataset)}/routines?maxResults=1000{page}", resource, GoogleJson.Default.RoutineList, cancellation);
            return (list.Routines ?? [], list.NextPageToken);
        });
    }

    /// <summary>The jobs of everybody in the project that were created from an instant on (milliseconds since the epoch), the newest first.</summary>
    public IAsyncEnumerable<IReadOnlyList<ListedJob>> ListJobsAsync(long from, CancellationToken cancellation)
    {
        const string Resource = "the list of jobs";
        return Paging.PagesAsync(Resource, async token =>
        {
            var page = token is null ? "" : $"&pageToken={Escape(token)}";
            var list = await ReadAsync($"jobs?allUsers=true&projection=full&maxResults=1000&minCreationTime={from}{page}", Resource, GoogleJson.Default.JobList, cancellation);
            return (list.Jobs ?? [], list.NextPageToken);
        });
    }

    /// <summary>A write to a dataset or to what lies in it.</summary>
    /// <param name="method">POST creates: the name is ours, so that a repeated creation is told that the resource exists.</param>
    /// <param name="path">Path below the project, escaped.</param>
    /// <param name="resource">What is written, for messages and for the pace of writes.</param>
    /// <param name="body">The resource or the changed part of it.</param>
    /// <param name="etag">The version that is changed; null whatever is there.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task WriteAsync(HttpMethod method, string path, string resource, JsonObject? body, string? etag, CancellationToken cancellation)
    {
        await google.Limits.WriteAsync(resource, cancellation);
        await google.SendAsync(Request(method, path, resource) with { Body = body, IfMatch = etag, Repeatable = true }, cancellation);
    }

    /// <summary>A call of the jobs resource.</summary>
    public Task<T> JobAsync<T>(HttpMethod method, string path, string resource, JsonNode? body, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        google.SendAsync(Request(method, path, resource) with { Body = body, Repeatable = true }, answer, cancellation);

    public static string Escape(string name) => Uri.EscapeDataString(name);

    private Task<T> ReadAsync<T>(string path, string resource, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        google.SendAsync(Request(HttpMethod.Get, path, resource) with { IsPacedRead = true }, answer, cancellation);

    private GoogleRequest Request(HttpMethod method, string path, string resource) => new(GoogleApi.BigQuery, method, $"{_root}/{path}", resource);
}
