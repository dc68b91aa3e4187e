
namespace Orchestrator.Model.Tests;

public sealed class Access_to_a_dataset
{
    [Theory]
    [InlineData(AccessRole.Reader, "group:Analysts@example.com", "access.READER.groupByEmail:analysts@example.com")]
    [InlineData(AccessRole.Writer, "serviceAccount:a@p.iam.gserviceaccount.com", "access.WRITER.userByEmail:a@p.iam.gserviceaccount.com")]
    [InlineData(AccessRole.Owner, "user:a@example.com", "access.OWNER.userByEmail:a@example.com")]
    [InlineData(AccessRole.Reader, "domain:Example.com", "access.READER.domain:example.com")]
    public void Is_a_property_per_role_and_member(AccessRole role, string member, string property) => Assert.Equal(property, new DatasetAccess(role, member).Property);

    [Theory]
    [InlineData("access.READER.groupByEmail:a.b@c.d", "READER groupByEmail a.b@c.d")]
    [InlineData("access.roles/bigquery.metadataViewer.userByEmail:a@b", "roles/bigquery.metadataViewer userByEmail a@b")]
    [InlineData("access.view:p.d.v", null)]
    [InlineData("description", null)]
    public void Has_parts(string property, string? parts) =>
        Assert.Equal(parts, AccessProperties.Parts(property) is var (role, kind, member) ? $"{role} {kind} {member}" : null);

    [Theory]
    [InlineData("", "access.OWNER.userByEmail:creator@x=present", 0)]
    [InlineData("", "access.OWNER.userByEmail:creator@x=present;access.OWNER.userByEmail:other@x=present", 2)]
    [InlineData("access.OWNER.userByEmail:other@x=present", "access.OWNER.userByEmail:creator@x=present;access.OWNER.userByEmail:other@x=present", 0)]
    [InlineData("access.OWNER.userByEmail:other@x=present", "access.OWNER.userByEmail:creator@x=present", 1)]
    [InlineData("", "access.READER.userByEmail:stranger@x=present", 1)]
    [InlineData("", "access.READER.specialGroup:projectReaders=absent", 1)]
    [InlineData("", "access.view:p.d.v=present", 1)]
    public void Given_by_hand_is_drift_and_the_creator_is_not(string declared, string live, int differences) => Assert.Equal(
        differences,
        Planner.Plan([State(declared)], new([State(live)], []), (_, _, _, _) => SqlComparison.Different).Changes.Sum(c => c.Differences.Count));

    [Fact]
    public void Includes_what_the_accounts_of_query_jobs_need()
    {
        var states = DesiredState.Of(Example.Analyzed(), "shop-prod").ToDictionary(s => s.Id.ToString(), s => s.Properties);
        Assert.Equal("present", states["dataset/dim"]["access.WRITER.userByEmail:shop-jobs@shop-prod.iam.gserviceaccount.com"]);
        Assert.Equal("present", states["dataset/raw"]["access.READER.userByEmail:shop-jobs@shop-prod.iam.gserviceaccount.com"]);
        Assert.DoesNotContain(states["dataset/mart"].Keys, k => k.StartsWith(AccessProperties.Prefix, StringComparison.Ordinal));
    }

    private static ResourceState State(string text) => new()
    {
        Id = new(ResourceKind.Dataset, "d"),
        Properties = text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToPropertyDictionary(p => p[0], p => p[1]),
    };
}
