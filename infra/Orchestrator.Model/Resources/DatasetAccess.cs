namespace Orchestrator.Model;

/// <summary>Somebody who may use a dataset, beside the readers, writers and owners of the project, the dataset's creator and the accounts of the pipeline's jobs.</summary>
/// <param name="Role">What they may do.</param>
/// <param name="Member">Who, as IAM spells it: <c>user:</c>, <c>group:</c> or <c>serviceAccount:</c> and an address, or <c>domain:</c> and a domain.</param>
public sealed record DatasetAccess(AccessRole Role, string Member)
{
    /// <summary>The name of its property: <c>access.READER.groupByEmail:analysts@example.com</c>. Case of addresses does not count.</summary>
    public string Property => AccessProperties.Name(Role.ToString().ToUpperInvariant(), AccessProperties.OfIamMember(Member));
}

/// <summary>BigQuery's basic roles on a dataset.</summary>
public enum AccessRole
{
    /// <summary>Reads rows and metadata (<c>roles/bigquery.dataViewer</c>).</summary>
    Reader,

    /// <summary>Also changes rows and creates tables (<c>roles/bigquery.dataEditor</c>).</summary>
    Writer,

    /// <summary>Also decides who may what (<c>roles/bigquery.dataOwner</c>).</summary>
    Owner,
}
