using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>The service accounts whose tokens the jobs carry, with the rights that their statements need and no more.</summary>
internal static class AccountResources
{
    /// <summary>The accounts, and for those of query jobs the right to run queries and to reach the datasets concerned.</summary>
    public static IEnumerable<ProgramResource> Of(ProgramScope scope)
    {
        foreach (var account in scope.Pipeline.Jobs.Select(scope.AccountOf).Append(scope.Pipeline.ServiceAccount).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Account(scope, account);
            var jobs = scope.Pipeline.Jobs.OfType<QueryJob>().Where(j => scope.AccountOf(j) == account).ToList();
            if (jobs.Count == 0) continue;
            yield return JobUser(account);
            foreach (var (dataset, writes) in DatasetRights.Of(scope.Graph, jobs)) yield return Access(account, dataset, writes);
        }
    }

    /// <summary>The keys of the rights that a query job's account has because of it.</summary>
    public static IEnumerable<string> RightsOf(ProgramScope scope, QueryJob job)
    {
        var account = scope.AccountOf(job);
        // Another job of the account may write what this one reads: then there is one right, and it includes reading.
        var all = DatasetRights.Of(scope.Graph, scope.Pipeline.Jobs.OfType<QueryJob>().Where(j => scope.AccountOf(j) == account)).ToDictionary(d => d.Dataset, d => d.Writes);
        return DatasetRights.Of(scope.Graph, [job]).Select(d => ResourceKeys.Access(account, d.Dataset, all[d.Dataset])).Prepend(ResourceKeys.JobUser(account));
    }

    private static ProgramResource Account(ProgramScope scope, string account) => new()
    {
        Key = ResourceKeys.Account(account),
        Type = "gcp:serviceaccount/account:Account",
        Properties = new(("accountId", account), ("displayName", $"Jobs of the pipeline {scope.Pipeline.Name}")),
    };

    private static ProgramResource JobUser(string account) => new()
    {
        Key = ResourceKeys.JobUser(account),
        Type = "gcp:projects/iAMMember:IAMMember",
        Properties = new(("project", ProgramValue.Reference(ProgramScope.ProjectKey)), ("role", "roles/bigquery.jobUser"), ("member", Member(account))),
        Parent = ResourceKeys.Account(account),
    };

    private static ProgramResource Access(string account, DatasetId dataset, bool writes) => new()
    {
        Key = ResourceKeys.Access(account, dataset, writes),
        Type = "gcp:bigquery/datasetIamMember:DatasetIamMember",
        Properties = new(
            ("datasetId", ProgramValue.Reference($"{ResourceKeys.Of(dataset)}.datasetId")),
            ("role", writes ? "roles/bigquery.dataEditor" : "roles/bigquery.dataViewer"),
            ("member", Member(account))),
        Parent = ResourceKeys.Of(dataset),
    };

    /// <summary>The rights that a dataset declares, one by one: an update of the dataset itself would wipe the others.</summary>
    public static IEnumerable<ProgramResource> Declared(Dataset dataset) => dataset.Access.OrderBy(a => a.Property, StringComparer.Ordinal).Select(access => new ProgramResource
    {
        Key = ResourceKeys.Of(dataset.Id, access),
        Type = "gcp:bigquery/datasetIamMember:DatasetIamMember",
        Properties = new(
            ("datasetId", ProgramValue.Reference($"{ResourceKeys.Of(dataset.Id)}.datasetId")),
            ("role", access.Role switch { AccessRole.Owner => "roles/bigquery.dataOwner", AccessRole.Writer => "roles/bigquery.dataEditor", _ => "roles/bigquery.dataViewer" }),
            ("member", access.Member)),
        Parent = ResourceKeys.Of(dataset.Id),
    });

    private static ProgramValue Member(string account) => ProgramValue.Reference($"{ResourceKeys.Account(account)}.member");
}
