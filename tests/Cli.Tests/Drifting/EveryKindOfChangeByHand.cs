namespace Cli.Tests.Drifting;

public sealed class EveryKindOfChangeByHand(DriftedCloud cloud) : IClassFixture<DriftedCloud>
{
    // A table that became a view shows all its properties as missing: one mutation, many findings.
    private static readonly string[] OfOtherKind = [.. MutationFacts.All.Where(m => m.Property == "type").Select(m => m.Subject)];

    public static TheoryData<string> Mutations => [.. MutationFacts.All.Select(m => m.Finding)];

    public static TheoryData<string> Strays => [.. MutationFacts.All.Where(m => m.Code == "DRIFT003").Select(m => m.Subject)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Is_found_and_named(string mutation) => Assert.Contains(mutation, cloud.Found);

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Is_healed_unless_nobody_declares_the_resource(string mutation)
    {
        if (mutation.StartsWith("DRIFT003", StringComparison.Ordinal)) Assert.Contains(mutation, cloud.AfterHealing);
        else Assert.DoesNotContain(mutation, cloud.AfterHealing);
    }

    [Theory]
    [MemberData(nameof(Strays))]
    public async Task Leaves_what_nobody_declares_where_it_is(string subject) => Assert.True(await cloud.Planter.Exists(cloud.Planter.PathOf(subject)));

    [Fact]
    public void Is_told_from_no_change_at_all() => Assert.Empty(cloud.BeforeAnything);

    [Fact]
    public void Is_all_that_is_found() => Assert.Empty(
        cloud.Found.Where(f => !OfOtherKind.Any(s => f.Contains($" {s} ", StringComparison.Ordinal))).Except(MutationFacts.All.Select(m => m.Finding)));

    [Fact]
    public void Is_not_healed_without_permission_where_rows_would_be_lost()
    {
        Assert.Equal(1, cloud.WithoutPermission!.Exit);
        Assert.Equal(
            MutationFacts.All.Where(m => m.LosesData).Select(m => m.Permission).Distinct().Order(StringComparer.Ordinal),
            cloud.WithoutPermission.Headline.Split("--allow-destroy ").Skip(1).Select(p => p.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(cloud.Found, cloud.AfterRefusal);
    }

    [Fact]
    public void Is_healed_with_permission_until_only_strays_are_left()
    {
        Assert.True(cloud.WithPermission!.Exit == 0, cloud.WithPermission.Headline);
        Assert.All(cloud.AfterHealing, f => Assert.StartsWith("DRIFT003 ", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Comes_in_at_least_thirty_kinds() => Assert.True(MutationFacts.All.Select(m => m.Property ?? m.Code).Distinct().Count() >= 30);
}
