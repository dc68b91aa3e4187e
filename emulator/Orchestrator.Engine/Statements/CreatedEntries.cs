using System.Text.Json.Nodes;
using Google.Protobuf;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>CREATE statements as entries of the catalog.</summary>
internal static class CreatedEntries
{
    public static TableEntry Of(Prepared prepared, TableReference target)
    {
        var entry = new TableEntry { Project = target.Project, TableId = target.Id };
        switch (prepared.Statement)
        {
            case ResolvedCreateTableStmtProto create:
                // Without LIKE the analyzer sends an empty reference.
                if (create.Parent.LikeTable is { Name.Length: > 0 } || create.CloneFrom is not null || create.CopyFrom is not null) throw Unsupported.What("CREATE TABLE LIKE, CLONE and COPY");
                return Described(entry with { Columns = [.. create.Parent.ColumnDefinitionList.Select(Defined)] }, create.Parent.OptionList, create.PartitionByList, create.ClusterByList);
            case ResolvedCreateTableAsSelectStmtProto create:
                var defined = create.Parent.ColumnDefinitionList;
                return Described(entry with { Columns = defined.Count > 0 ? [.. defined.Select(Defined)] : OutputColumns.Of(create.OutputColumnList) }, create.Parent.OptionList, create.PartitionByList, create.ClusterByList);
            case ResolvedCreateViewStmtProto view: return View(prepared, entry with { TableType = TableType.View }, view.Parent);
            case ResolvedCreateMaterializedViewStmtProto view:
                return Described(View(prepared, entry with { TableType = TableType.MaterializedView }, view.Parent), view.Parent.OptionList, view.PartitionByList, view.ClusterByList);
            default: throw Unsupported.What(StatementTypes.Of(prepared.Statement));
        }
    }

    /// <summary>OPTIONS(...) as the API's metadata: description, friendlyName, labels; all others by name under "options".</summary>
    public static JsonObject Options(IEnumerable<ResolvedOptionProto> options, out string? location)
    {
        location = null;
        var metadata = new JsonObject();
        foreach (var option in options)
        {
            if (ResolvedTree.Unwrap(option.Value) is not ResolvedLiteralProto literal) throw Unsupported.What($"the option {option.Name} with a value that is not a literal");
            var value = Literals.Value(literal.Value.Value, literal.Parent.Type);
            switch (option.Name.ToLowerInvariant())
            {
                case "description": metadata["description"] = (string?)value; break;
                case "friendly_name": metadata["friendlyName"] = (string?)value; break;
                case "max_staleness": metadata["maxStaleness"] = value?.ToString(); break;
                case "location": location = (string?)value; break;
                case "labels" when value is object?[] pairs:
                    metadata["labels"] = new JsonObject(pairs.Cast<object?[]>().Select(p => KeyValuePair.Create((string)p[0]!, (JsonNode?)JsonValue.Create((string?)p[1]))));
                    break;
                default:
                    if (metadata["options"] is not JsonObject others) metadata["options"] = others = [];
                    others[option.Name] = value switch { null => null, bool b => b, long n => n, double d => d, Numeric n => n.ToString(), _ => value.ToString() };
                    break;
            }
        }
        return metadata;
    }

    private static TableEntry View(Prepared prepared, TableEntry entry, ResolvedCreateViewBaseProto view)
    {
        if (view.Recursive) throw Unsupported.What("recursive views");
        // The analyzer got names in backticks split at their dots; the catalog keeps the text as it was written.
        var at = prepared.Text.Text.LastIndexOf(view.Sql, StringComparison.Ordinal);
        var query = at < 0 ? view.Sql : prepared.Text.Original[prepared.Text.ToOriginal(at)..prepared.Text.ToOriginal(at + view.Sql.Length)];
        var columns = view.HasExplicitColumns ? OutputColumns.Of(view.OutputColumnList) : [];
        return entry with { Query = query, Columns = columns, Metadata = Options(view.OptionList, out _) };
    }

    private static Column Defined(ResolvedColumnDefinitionProto definition)
    {
        if (definition.GeneratedColumnInfo is not null || definition.DefaultValue is not null) throw Unsupported.What("columns with DEFAULT or computed ones");
        if (HasParameters(definition.Annotations)) throw Unsupported.What($"types with parameters (column {definition.Name})");
        var column = ColumnTypes.ToColumn(definition.Name, definition.Type);
        return definition.Annotations is { NotNull: true } && column.Mode == ColumnMode.Nullable ? column with { Mode = ColumnMode.Required } : column;
    }

    private static bool HasParameters(ResolvedColumnAnnotationsProto? annotations) =>
        annotations is not null && ((annotations.TypeParameters is { } p && p.CalculateSize() > 0) || annotations.ChildList.Any(HasParameters));

    private static TableEntry Described(TableEntry entry, IEnumerable<ResolvedOptionProto> options, IReadOnlyList<IMessage> partition, IReadOnlyList<IMessage> cluster) => entry with
    {
        Metadata = Options(options, out _),
        Partitioning = partition.Count == 0 ? null : Partition(partition[0]),
        Clustering = [.. cluster.Select(c => ResolvedTree.Unwrap(c) is ResolvedColumnRefProto r ? r.Column.Name : throw new QueryException("invalidQuery", "CLUSTER BY expects columns"))],
    };

    // A date column, DATE(timestamp), or a TRUNC of one.
    private static Partitioning Partition(IMessage expression)
    {
        switch (ResolvedTree.Unwrap(expression))
        {
            case ResolvedColumnRefProto column: return new Partitioning("DAY", Field(column));
            case ResolvedCastProto cast: return Partition(cast.Expr);
            case ResolvedFunctionCallProto call:
                var name = call.Parent.Function.Name[(call.Parent.Function.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
                if (ResolvedTree.Unwrap(call.Parent.ArgumentList[0]) is not ResolvedColumnRefProto argument) break;
                if (name is "date" or "$extract_date") return new Partitioning("DAY", Field(argument));
                if (name.EndsWith("_trunc", StringComparison.Ordinal) && ResolvedTree.Unwrap(call.Parent.ArgumentList[1]) is ResolvedLiteralProto part)
                    return new Partitioning(((DatePart)part.Value.Value.EnumValue).ToString().ToUpperInvariant(), Field(argument));
                break;
        }
        throw Unsupported.What("this PARTITION BY: use a DATE column, DATE(column), DATE_TRUNC, DATETIME_TRUNC or TIMESTAMP_TRUNC");
    }

    private static string? Field(ResolvedColumnRefProto column) => column.Column.Name.StartsWith('_') && column.Column.Name is "_PARTITIONDATE" or "_PARTITIONTIME" ? null : column.Column.Name;
}
