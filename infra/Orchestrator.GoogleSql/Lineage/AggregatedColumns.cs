using Google.Protobuf;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Which columns hold the result of an aggregate, also under the names that CTEs and set operations give them, and which tables are scanned where.</summary>
internal sealed class AggregatedColumns
{
    private readonly Dictionary<long, string> names = [];
    private readonly Dictionary<string, ResolvedWithEntryProto> entries = new(StringComparer.OrdinalIgnoreCase);

    public AggregatedColumns(AnyResolvedStatementProto statement)
    {
        var passed = new List<(ResolvedColumnProto From, ResolvedColumnProto To)>();
        var nodes = ResolvedTree.Descendants(statement).ToList();
        foreach (var entry in nodes.OfType<ResolvedWithEntryProto>()) entries.TryAdd(entry.WithQueryName, entry);
        foreach (var node in nodes)
            switch (node)
            {
                case ResolvedAggregateScanProto { Parent: var scan }:
                    foreach (var result in scan.AggregateList) names[result.Column.ColumnId] = result.Column.Name;
                    break;
                case ResolvedWithRefScanProto reference when entries.TryGetValue(reference.WithQueryName, out var entry):
                    passed.AddRange(ResolvedTree.Base<ResolvedScanProto>(entry.WithSubquery).ColumnList.Zip(reference.Parent.ColumnList));
                    break;
                case ResolvedSetOperationScanProto operation:
                    foreach (var item in operation.InputItemList) passed.AddRange(item.OutputColumnList.Zip(operation.Parent.ColumnList));
                    break;
            }

        // A name may be passed on through names that are passed on: until nothing new is learnt.
        while (passed.Any(p => names.TryGetValue(p.From.ColumnId, out var name) && names.TryAdd(p.To.ColumnId, Shown(p.To.Name, name))))
        {
        }
    }

    /// <summary>The name of an aggregate's result, or null for any other column.</summary>
    public string? Name(ResolvedColumnProto column) => names.TryGetValue(column.ColumnId, out var name) ? Shown(name, "an aggregate") : null;

    /// <summary>Whether rows are aggregated, or made distinct, in a scan or in the CTEs that it reads.</summary>
    public bool AggregatesBelow(AnyResolvedScanProto scan) => Below(scan, []).Any(n => n is ResolvedAggregateScanProto);

    /// <summary>A table that is scanned more than once under a join, CTEs included; null when none is.</summary>
    public string? ScannedTwice(IMessage join) => Below(join, []).OfType<ResolvedTableScanProto>().GroupBy(t => t.Table.FullName, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.First().Table.Name;

    // A CTE that is named twice is scanned twice; one that names itself is not followed again.
    private IEnumerable<IMessage> Below(IMessage node, IReadOnlyCollection<string> inside)
    {
        foreach (var child in ResolvedTree.Descendants(node))
        {
            yield return child;
            if (child is not ResolvedWithRefScanProto reference || inside.Contains(reference.WithQueryName) || !entries.TryGetValue(reference.WithQueryName, out var entry)) continue;
            foreach (var below in Below(entry.WithSubquery, [.. inside, reference.WithQueryName])) yield return below;
        }
    }

    // Names such as $agg1 are the analyzer's own.
    private static string Shown(string name, string otherwise) => name.StartsWith('$') ? otherwise : name;
}
