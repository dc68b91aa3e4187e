using NodaTime;

namespace Orchestrator.Model.Tests;

public sealed class Expiration_of_a_table
{
    private static readonly Instant Created = Instant.FromUtc(2026, 11, 20, 12, 0);
    private static readonly string Live = Expiration.Live(Created + Duration.FromDays(30), Created);

    [Fact]
    public void Is_read_as_an_instant_and_as_a_time_after_the_creation() => Assert.Equal("2026-12-20T12:00:00Z, 2592000s after creation", Live);

    [Theory]
    [InlineData("2026-12-20T12:00:00Z", true)]
    [InlineData("2592000s after creation", true)]
    [InlineData("2026-12-20T12:00:01Z", false)]
    [InlineData("2592001s after creation", false)]
    public void Is_the_declared_one_in_either_form(string declared, bool same) => Assert.Equal(same, Expiration.Same(declared, Live));

    [Fact]
    public void Becomes_an_instant_again()
    {
        Assert.Equal(Created + Duration.FromDays(7), Expiration.Read(Expiration.After(Duration.FromDays(7)), Created));
        Assert.Equal(Created, Expiration.Read(Expiration.At(Created), null));
        Assert.Null(Expiration.Read(Expiration.After(Duration.FromDays(7)), null));
    }

    [Theory]
    [InlineData("expirationTime", "2592000s after creation", null, true)]
    [InlineData("expirationTime", null, "2026-12-20T12:00:00Z, 2592000s after creation", false)]
    [InlineData("expirationTime", "2026-12-19T12:00:00Z", "2026-12-20T12:00:00Z, 2592000s after creation", true)]
    [InlineData("expirationTime", "2026-12-21T12:00:00Z", "2026-12-20T12:00:00Z, 2592000s after creation", false)]
    [InlineData("expirationTime", "86400s after creation", "2026-12-20T12:00:00Z, 2592000s after creation", true)]
    [InlineData("timePartitioning.expirationMs", "86400000", null, true)]
    [InlineData("timePartitioning.expirationMs", "86400000", "86400001", true)]
    [InlineData("timePartitioning.expirationMs", "86400001", "86400000", false)]
    [InlineData("timePartitioning.expirationMs", null, "86400000", false)]
    public void Needs_permission_when_rows_go_sooner(string property, string? declared, string? live, bool needed)
    {
        var change = Assert.Single(Planner.Plan([State(property, declared)], new([State(property, live)], []), (_, _, _, _) => SqlComparison.Different).Changes);
        Assert.Equal(needed, change.Effect == ChangeEffect.Destructive);
    }

    [Fact]
    public void Comes_from_the_dataset_unless_the_table_says_otherwise()
    {
        var dataset = new Dataset { Id = new("d"), Layer = Layer.Raw, TablesExpireAfter = Duration.FromDays(30), PartitionsExpireAfter = Duration.FromDays(7) };
        Column[] columns = [new("day", "DATE")];
        var states = States(
            dataset,
            new Table { Dataset = dataset, Name = "plain", Columns = columns },
            new Table { Dataset = dataset, Name = "own", Columns = columns, ExpiresAt = Created },
            new Table { Dataset = dataset, Name = "parts", Columns = columns, PartitionedBy = new("day") },
            new Table { Dataset = dataset, Name = "own_parts", Columns = columns, PartitionedBy = new("day") { ExpireAfter = Duration.FromDays(1), RequireFilter = true } });
        Assert.Equal("2592000s after creation", states["table/d.plain"]["expirationTime"]);
        Assert.Equal("2026-11-20T12:00:00Z", states["table/d.own"]["expirationTime"]);
        Assert.DoesNotContain("expirationTime", states["table/d.parts"].Keys);
        Assert.Equal("604800000", states["table/d.parts"]["timePartitioning.expirationMs"]);
        Assert.Equal("86400000", states["table/d.own_parts"]["timePartitioning.expirationMs"]);
        Assert.Equal("true", states["table/d.own_parts"]["requirePartitionFilter"]);
        Assert.Equal("2592000000", states["dataset/d"]["defaultTableExpirationMs"]);
    }

    private static Dictionary<string, PropertyDictionary> States(Dataset dataset, params Relation[] relations) =>
        DesiredState.Of(Example.Analyzed() with { Pipeline = Example.Pipeline with { Datasets = [dataset], Relations = relations, Jobs = [], Checks = [] } }, "p").ToDictionary(s => s.Id.ToString(), s => s.Properties);

    private static ResourceState State(string property, string? value) => new()
    {
        Id = new(ResourceKind.Table, "d.t"),
        Properties = value is null ? PropertyDictionary.Empty : PropertyDictionary.Empty.SetItem(property, value),
    };
}
