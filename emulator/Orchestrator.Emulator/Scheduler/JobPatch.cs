using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>An update: which fields of the request replace which fields of the job.</summary>
internal static class JobPatch
{
    private static readonly string[] OutputOnly = ["name", "userUpdateTime", "state", "status", "scheduleTime", "lastAttemptTime"];

    /// <summary>The declared fields after the update, not checked yet.</summary>
    /// <param name="declared">The job's fields.</param>
    /// <param name="request">The request's body; the name may be left out.</param>
    /// <param name="mask">Paths in snake or camel case, joined by commas; null updates every field that the body has.</param>
    public static JsonObject Apply(JsonObject declared, JsonObject request, string? mask)
    {
        var changed = (JsonObject)declared.DeepClone();
        foreach (var path in mask is null ? request.Select(field => field.Key) : mask == "*" ? JobDeclaration.Names : Paths(mask))
        {
            var parts = path.Split('.');
            if (OutputOnly.Contains(parts[0])) continue;
            if (!JobDeclaration.Names.Contains(parts[0]))
            {
                if (mask is null) continue;
                throw GoogleFailure.InvalidArgument($"Invalid value at 'update_mask': a job has no field '{path}'.");
            }

            // A target given anew takes the place of the target of another kind.
            if (JobDeclaration.Targets.Contains(parts[0]) && request[parts[0]] is not null)
                foreach (var other in JobDeclaration.Targets)
                    if (other != parts[0]) changed.Remove(other);
            Copy(request, changed, parts);
        }

        return changed;
    }

    private static IEnumerable<string> Paths(string mask) => mask.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(path =>
        {
            // The keys of a map are the user's own and keep their spelling.
            var map = path.IndexOf(".headers.", StringComparison.Ordinal);
            return map < 0 ? Camel(path) : Camel(path[..map]) + path[map..];
        });

    private static string Camel(string path)
    {
        var parts = path.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]));
    }

    private static void Copy(JsonObject from, JsonObject to, ReadOnlySpan<string> path)
    {
        var field = path[0];
        if (path.Length == 1)
        {
            to.Remove(field);
            if (from[field] is { } value) to[field] = value.DeepClone();
            return;
        }

        if (to[field] is not JsonObject inner)
        {
            inner = [];
            to[field] = inner;
        }

        Copy(from[field] as JsonObject ?? [], inner, path[1..]);
    }
}
