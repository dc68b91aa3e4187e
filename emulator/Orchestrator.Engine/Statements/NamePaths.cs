using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Names in DDL statements, completed with the request's project and dataset.</summary>
internal static class NamePaths
{
    public static TableReference Table(IReadOnlyList<string> path, StatementRequest? request)
    {
        var parts = string.Join('.', path).Split('.');
        try
        {
            return parts.Length switch
            {
                3 => new TableReference(parts[0], new TableId(new DatasetId(parts[1]), parts[2])),
                2 when request is not null => new TableReference(request.Project, new TableId(new DatasetId(parts[0]), parts[1])),
                1 when request?.DefaultDataset is { } dataset => new TableReference(request.Project, new TableId(dataset, parts[0])),
                _ => throw new QueryException("invalid", $"Table \"{string.Join('.', parts)}\" must be qualified with a dataset (e.g. dataset.table)."),
            };
        }
        catch (ArgumentException e)
        {
            throw new InvalidException(e.Message);
        }
    }

    public static (string Project, DatasetId Dataset) Dataset(IReadOnlyList<string> path, StatementRequest request)
    {
        var parts = string.Join('.', path).Split('.');
        try
        {
            return parts.Length switch
            {
                2 => (parts[0], new DatasetId(parts[1])),
                1 => (request.Project, new DatasetId(parts[0])),
                _ => throw new InvalidException($"Invalid dataset name: {string.Join('.', parts)}"),
            };
        }
        catch (ArgumentException e)
        {
            throw new InvalidException(e.Message);
        }
    }
}
