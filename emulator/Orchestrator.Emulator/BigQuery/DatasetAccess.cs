using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>Who may use a dataset. Nobody is asked who they are here: the list is kept and answered as BigQuery does, and keeps nobody out.</summary>
internal static class DatasetAccess
{
    /// <summary>The user that creates datasets on this machine.</summary>
    public const string Creator = "creator@local.invalid";

    private static readonly (string Iam, string Field)[] Members = [("user:", "userByEmail"), ("serviceAccount:", "userByEmail"), ("group:", "groupByEmail"), ("domain:", "domain")];

    /// <summary>The list of a dataset that was created without one.</summary>
    public static JsonArray Default() => new(
        new JsonObject { ["role"] = "WRITER", ["specialGroup"] = "projectWriters" },
        new JsonObject { ["role"] = "OWNER", ["specialGroup"] = "projectOwners" },
        new JsonObject { ["role"] = "OWNER", ["userByEmail"] = Creator },
        new JsonObject { ["role"] = "READER", ["specialGroup"] = "projectReaders" });

    /// <summary>The list as BigQuery answers it: short words for the basic roles, members under their own names, each entry once.</summary>
    public static JsonArray Canonical(JsonNode? access)
    {
        if (access is not JsonArray list) throw Failures.Invalid("Invalid value for: access is not a list.");
        var entries = new List<JsonObject>();
        foreach (var item in list)
        {
            if (item is not JsonObject entry) throw Failures.Invalid("Invalid value for: access is not a list of objects.");
            var canonical = Canonical(entry);
            if (!entries.Any(known => JsonNode.DeepEquals(known, canonical))) entries.Add(canonical);
        }
        return new JsonArray([.. entries]);
    }

    private static JsonObject Canonical(JsonObject entry)
    {
        var canonical = (JsonObject)entry.DeepClone();
        if (canonical["role"]?.ToString() is { } role) canonical["role"] = role switch
        {
            "roles/bigquery.dataViewer" => "READER",
            "roles/bigquery.dataEditor" => "WRITER",
            "roles/bigquery.dataOwner" => "OWNER",
            _ => role,
        };
        if (canonical["role"] is null && canonical["view"] is null && canonical["routine"] is null && canonical["dataset"] is null)
            throw Failures.Invalid("Invalid value for: access has an entry without a role, view, routine or dataset.");
        if (canonical["iamMember"]?.ToString() is not { } member) return canonical;
        foreach (var (iam, field) in Members)
        {
            if (!member.StartsWith(iam, StringComparison.Ordinal)) continue;
            canonical.Remove("iamMember");
            canonical[field] = member[iam.Length..];
        }
        return canonical;
    }
}
