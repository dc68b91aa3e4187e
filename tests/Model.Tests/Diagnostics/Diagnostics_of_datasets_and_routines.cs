using NodaTime;

namespace Orchestrator.Model.Tests;

public sealed class Diagnostics_of_datasets_and_routines
{
    private static readonly Dataset Dataset = new() { Id = new("d"), Layer = Layer.Stage };

    public static TheoryData<string, Pipeline> Mistakes => new()
    {
        { "ORC1801 dataset/d Its tables expire after 60s; BigQuery accepts 1 h or more.", With(Dataset with { TablesExpireAfter = Duration.FromMinutes(1) }) },
        { "ORC1801 dataset/d Its partitions expire before they are there.", With(Dataset with { PartitionsExpireAfter = Duration.Zero }) },
        { "ORC1801 table/d.t Its partitions expire before they are there.", With(Dataset, new Table { Dataset = Dataset, Name = "t", Columns = [new("day", "DATE")], PartitionedBy = new("day") { ExpireAfter = Duration.Zero } }) },
        { "ORC1801 materialized-view/d.m It is a materialized view: its partitions follow those of its base table.", With(Dataset, new MaterializedTable { Dataset = Dataset, Name = "m", Strategy = Materialization.MaterializedView, PartitionedBy = new("day") { RequireFilter = true } }) },
        { "ORC1802 routine/d.r Argument 'x' has the type 'TEXT', which BigQuery does not know.", With(Routine with { Arguments = [new("x", "TEXT")] }) },
        { "ORC1802 routine/d.r Argument 'X' is declared 2 times; case does not tell arguments apart.", With(Routine with { Arguments = [new("X", "INT64"), new("x", "INT64")] }) },
        { "ORC1802 routine/d.r Argument 'x' is written, but a function only reads its arguments.", With(Routine with { Arguments = [new("x", "INT64", ArgumentMode.Out)] }) },
        { "ORC1802 routine/d.r It returns INT64, but only a function returns one value.", With(Routine with { Kind = RoutineKind.Procedure, Returns = "INT64" }) },
        { "ORC1802 routine/d.r It returns 'TEXT', which BigQuery does not know.", With(Routine with { Returns = "TEXT" }) },
        { "ORC1803 dataset/d Access is given to 'analysts@example.com', which names nobody.", With(Dataset with { Access = [new(AccessRole.Reader, "analysts@example.com")] }) },
        { "ORC1803 dataset/d Access is given 2 times to 'user:A@b.c' in one role.", With(Dataset with { Access = [new(AccessRole.Reader, "user:A@b.c"), new(AccessRole.Reader, "user:a@B.c")] }) },
        { "ORC1002 routine/d.a-b BigQuery accepts 1 to 256 letters, digits and underscores.", With(Routine with { Name = "a-b" }) },
        { "ORC1101 routine/d.r Its SQL is not there: sql/d/r.routine.sql.", With(Routine) with { SqlFiles = new Dictionary<string, string>() } },
    };

    private static Routine Routine => new() { Dataset = Dataset, Name = "r", Arguments = [new("x", "ANY TYPE")] };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Name_the_mistake(string diagnostic, Pipeline pipeline) =>
        Assert.Contains(diagnostic, DeclarationDiagnostics.Find(pipeline).Select(d => $"{d.Code} {d.Subject} {d.Message}"));

    [Fact]
    public void Are_silent_on_what_BigQuery_accepts() => Assert.Empty(DeclarationDiagnostics.Find(With(
        Dataset with { TablesExpireAfter = Duration.FromHours(1), PartitionsExpireAfter = Duration.FromDays(1), Access = [new(AccessRole.Owner, "domain:example.com"), new(AccessRole.Reader, "serviceAccount:a@b.c")] },
        null,
        Routine,
        Routine with { Name = "p", Kind = RoutineKind.Procedure, Arguments = [new("x", "STRUCT<a INT64>", ArgumentMode.InOut)] })));

    private static Pipeline With(Routine routine) => With(Dataset, null, routine);

    private static Pipeline With(Dataset dataset, Relation? relation = null, params Routine[] routines) => Example.Pipeline with
    {
        SqlFolder = "sql",
        Datasets = [dataset],
        Relations = relation is null ? [] : [relation],
        Routines = routines,
        SqlFiles = routines.ToDictionary(SqlPaths.Of, _ => "1"),
        Jobs = [],
        Checks = [],
    };
}
