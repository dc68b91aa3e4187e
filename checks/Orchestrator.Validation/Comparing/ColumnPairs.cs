using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Which column of one side belongs to which of the other: by name, without regard to case, and only where their values have the same canonical texts.</summary>
internal static class ColumnPairs
{
    /// <summary>What is read of either side, in the same order.</summary>
    /// <exception cref="ComparisonMistakeException">A column is missing, or two types do not go together.</exception>
    public static (RowSelection Left, RowSelection Right) Of(ComparisonRequest request, (string Name, RowShape Shape) left, (string Name, RowShape Shape) right)
    {
        if (request.Key.Count == 0) throw new ComparisonMistakeException("No key: name the columns that identify a row, as in --key id.");
        if (Twice(request.Key) is { } twice) throw new ComparisonMistakeException($"The key names the column '{twice}' twice.");
        var keys = request.Key.Select(name => (Left: Find(name, left), Right: Find(name, right))).ToList();
        foreach (var (one, other) in keys) CheckTypes(one, left.Name, other, right.Name, key: true);
        if (keys[0].Left.Kind is not (ValueKind.Integer or ValueKind.Text))
            throw new ComparisonMistakeException($"The first key column '{keys[0].Left.Name}' is {keys[0].Left.Type}: ranges can be made of whole numbers and texts; name such a column first.");
        var compared = Compared(request, left, right);
        foreach (var (one, other) in compared) CheckTypes(one, left.Name, other, right.Name, key: false);
        return (new([.. keys.Select(p => p.Left)], [.. compared.Select(p => p.Left)], request.LeftWhere), new([.. keys.Select(p => p.Right)], [.. compared.Select(p => p.Right)], request.RightWhere));
    }

    private static List<(RowColumn Left, RowColumn Right)> Compared(ComparisonRequest request, (string Name, RowShape Shape) left, (string Name, RowShape Shape) right)
    {
        if (request.Columns is { } chosen)
        {
            if (Twice(chosen) is { } twice) throw new ComparisonMistakeException($"The columns to compare name '{twice}' twice.");
            return [.. chosen.Where(name => !In(request.Key, name) && !In(request.Ignored, name)).Select(name => (Find(name, left), Find(name, right)))];
        }

        foreach (var ignored in request.Ignored.Where(i => !left.Shape.Columns.Concat(right.Shape.Columns).Any(c => Same(c.Name, i))))
            throw new ComparisonMistakeException($"Neither side has the column '{ignored}' that is to be ignored.");
        foreach (var (one, other) in new[] { (left, right), (right, left) })
        {
            var alone = one.Shape.Columns.Where(c => !In(request.Ignored, c.Name) && !other.Shape.Columns.Any(o => Same(o.Name, c.Name))).Select(c => c.Name).ToList();
            if (alone.Count > 0) throw new ComparisonMistakeException($"Only {one.Name} has {string.Join(", ", alone)}: ignore with --ignore {string.Join(',', alone)}, or choose what to compare with --columns.");
        }

        return [.. left.Shape.Columns.Where(c => !In(request.Key, c.Name) && !In(request.Ignored, c.Name)).Select(c => (c, Find(c.Name, right)))];
    }

    private static RowColumn Find(string name, (string Name, RowShape Shape) side)
    {
        var found = side.Shape.Columns.Where(c => Same(c.Name, name)).ToList();
        return found switch
        {
            [var column] => column,
            [] => throw new ComparisonMistakeException($"{side.Name} has no column '{name}': it has {string.Join(", ", side.Shape.Columns.Select(c => c.Name))}."),
            _ => found.Find(c => c.Name == name) ?? throw new ComparisonMistakeException($"{side.Name} has several columns that differ from '{name}' only in case: compare a view that names them apart."),
        };
    }

    private static void CheckTypes(RowColumn left, string leftName, RowColumn right, string rightName, bool key)
    {
        foreach (var (column, side) in new[] { (left, leftName), (right, rightName) })
        {
            if (column.Kind == ValueKind.Unsupported)
                throw new ComparisonMistakeException($"The column '{column.Name}' of {side} is {column.Type}, whose text is not the same in two systems: {(key ? "choose another key" : $"leave it out with --ignore {column.Name}, or compare a view that makes a text of it")}.");
        }

        // A whole number has the same text whether its type has fractions or not.
        var exact = left.Kind is ValueKind.Integer or ValueKind.Decimal && right.Kind is ValueKind.Integer or ValueKind.Decimal;
        if (left.Kind != right.Kind && !exact)
            throw new ComparisonMistakeException($"The column '{left.Name}' is {left.Type} in {leftName} and {right.Type} in {rightName}: {(key ? "a key must have one kind of type on both sides" : $"leave it out with --ignore {left.Name}")}, or compare a view that casts it.");
        if (key && left.Kind != right.Kind) throw new ComparisonMistakeException($"The key column '{left.Name}' is {left.Type} in {leftName} and {right.Type} in {rightName}: compare a view that casts it to one type.");
    }

    private static string? Twice(IReadOnlyList<string> names) => names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static bool In(IEnumerable<string> names, string name) => names.Any(n => Same(n, name));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
