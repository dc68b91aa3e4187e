using System.Text;
using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>The keys of resources: stable, and readable in a preview. Everything in a dataset shares one prefix, so a view that becomes a table is replaced in place.</summary>
internal static class ResourceKeys
{
    public const string Provider = "google";

    public static string Account(string accountId) => $"account-{Plain(accountId)}";

    public static string JobUser(string accountId) => $"jobs-in-project-by-{Plain(accountId)}";

    public static string Access(string accountId, DatasetId dataset, bool writes) => $"{(writes ? "write" : "read")}-{dataset}-by-{Plain(accountId)}";

    public static string Of(DatasetId dataset) => $"dataset-{dataset}";

    public static string Of(TableId table) => $"table-{table.Dataset}-{Plain(table.Name)}";

    public static string Of(Routine routine) => $"routine-{routine.Dataset.Id}-{Plain(routine.Name)}";

    public static string Of(DatasetId dataset, DatasetAccess access) => $"{access.Role.ToString().ToLowerInvariant()}-{dataset}-{Plain(access.Member)}";

    public static string Of(Job job) => $"job-{Plain(job.Name)}";

    // A dot, bracket or brace ends a name inside a reference.
    private static string Plain(string name) => string.Concat(name.EnumerateRunes().Select(r =>
        r.IsAscii && (Rune.IsLetterOrDigit(r) || r.Value is '-' or '_') ? r.ToString() : $"_u{r.Value:x4}_"));
}
