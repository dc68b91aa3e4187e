namespace Orchestrator.Model;

/// <summary>
/// Access to a dataset as properties: one per role and member, <c>access.READER.groupByEmail:x@y.z</c>, with the value <c>present</c>. BigQuery adds
/// three groups of the project and the creator to a dataset that is created without a list; these are no properties. That one of the three groups is
/// gone is one, with the value <c>absent</c>.
/// </summary>
public static class AccessProperties
{
    /// <summary>What the name of every access property begins with.</summary>
    public const string Prefix = "access.";

    /// <summary>The value of an entry without a condition.</summary>
    public const string Present = "present";

    /// <summary>The value of an entry of BigQuery's own that was taken away.</summary>
    public const string Absent = "absent";

    private const string Creator = "access.OWNER.userByEmail:";

    private static readonly (string Iam, string Api)[] Kinds = [("user:", "userByEmail:"), ("group:", "groupByEmail:"), ("serviceAccount:", "userByEmail:"), ("domain:", "domain:")];

    /// <summary>The entries that BigQuery adds by itself, as role and group.</summary>
    public static IReadOnlyList<(string Role, string Group)> Defaults { get; } = [("WRITER", "projectWriters"), ("OWNER", "projectOwners"), ("READER", "projectReaders")];

    /// <summary>The name of the property of a role and a member; roles in BigQuery's short spelling.</summary>
    /// <param name="role">READER, or <c>roles/bigquery.dataViewer</c>, which means the same; any other role as it is.</param>
    /// <param name="member">Kind and value as the API spells them: <c>userByEmail:x@y.z</c>.</param>
    public static string Name(string role, string member) => $"{Prefix}{ShortRole(role)}.{member}";

    /// <summary>BigQuery's short word for a role.</summary>
    public static string ShortRole(string role) => role switch
    {
        "roles/bigquery.dataViewer" => "READER",
        "roles/bigquery.dataEditor" => "WRITER",
        "roles/bigquery.dataOwner" => "OWNER",
        _ => role,
    };

    /// <summary>A member in the API's spelling: <c>group:X@y.z</c> is <c>groupByEmail:x@y.z</c>; what has no spelling of its own is <c>iamMember:</c>.</summary>
    public static string OfIamMember(string member)
    {
        foreach (var (iam, api) in Kinds)
            if (member.StartsWith(iam, StringComparison.Ordinal)) return api + member[iam.Length..].ToLowerInvariant();
        return $"iamMember:{member}";
    }

    /// <summary>Role, kind of member and member of a property's name; null when it is no entry of a role.</summary>
    public static (string Role, string Kind, string Member)? Parts(string property)
    {
        if (!property.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var colon = property.IndexOf(':', StringComparison.Ordinal);
        var dot = colon < 0 ? -1 : property.LastIndexOf('.', colon);
        return dot < Prefix.Length ? null : (property[Prefix.Length..dot], property[(dot + 1)..colon], property[(colon + 1)..]);
    }

    /// <summary>
    /// Whether a live property is the entry of the dataset's creator, which BigQuery adds by itself: the only user with the role of an owner whom the
    /// declaration does not name. Of two such users nobody can tell which is the creator, so both count.
    /// </summary>
    internal static bool IsCreator(string property, ResourceState declared, ResourceState live) =>
        property.StartsWith(Creator, StringComparison.Ordinal)
        && !declared.Properties.ContainsKey(property)
        && live.Properties.Keys.Count(p => p.StartsWith(Creator, StringComparison.Ordinal) && !declared.Properties.ContainsKey(p)) == 1;
}
