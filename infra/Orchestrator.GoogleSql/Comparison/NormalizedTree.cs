using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>
/// A typed tree as text in which only meaning is left: columns are numbered in visiting order, aliases and CTE names are gone, names are
/// folded, tables are named in full. Two statements with the same text mean the same; commuted operands differ.
/// </summary>
internal sealed class NormalizedTree
{
    // How it was written, not what it means; and numbers that depend on the order of the catalog.
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "parse_location_range", "argument_name_parse_location", "argument_type_parse_location", "serialization_id", "has_explicit_type", "float_literal_id", "preserve_in_literal_remover", "node_source",
        "ResolvedTableScanProto.alias", "ResolvedTVFScanProto.alias", "ResolvedGroupRowsScanProto.alias", "ResolvedColumnDefaultValueProto.sql", "ResolvedCreateViewBaseProto.sql",
    };

    private readonly StringBuilder _text = new();
    private readonly Dictionary<long, int> _columns = [];
    private readonly Dictionary<string, int> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _defaultProject;

    private NormalizedTree(string defaultProject) => _defaultProject = defaultProject;

    public static string Of(AnyResolvedStatementProto statement, string defaultProject) => DeepStack.Run(() =>
    {
        var tree = new NormalizedTree(defaultProject);
        tree.Write(statement);
        return tree._text.ToString();
    });

    private void Write(IMessage message)
    {
        switch (message)
        {
            case ResolvedColumnProto column:
                _text.Append('c').Append(Number(_columns, column.ColumnId));
                return;
            case TableRefProto table:
                Quote(table.FullName);
                return;
            case ResolvedTableScanProto scan:
                foreach (var column in scan.Parent.ColumnList) Quote(column.Name.ToUpperInvariant());
                break;
        }
        message = ResolvedTree.IsNode(message.Descriptor) ? ResolvedTree.Unwrap(message) : message;
        _text.Append(message.Descriptor.Name).Append('{');
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
            if (!Ignored.Contains(field.Name) && !Ignored.Contains($"{message.Descriptor.Name}.{field.Name}") && !IsSourceOfExpression(message, field)) Write(message, field);
        _text.Append('}');
    }

    private void Write(IMessage message, FieldDescriptor field)
    {
        if (field.IsRepeated)
        {
            var items = (IList)field.Accessor.GetValue(message);
            if (items.Count == 0) return;
            _text.Append(field.Name).Append('[');
            if (field.Name == "name_path" && items.Count == 2) Quote(_defaultProject);
            foreach (var item in items) Write(message, field, item!);
            _text.Append(']');
        }
        else if (!field.HasPresence || field.Accessor.HasValue(message))
        {
            _text.Append(field.Name).Append('=');
            Write(message, field, field.Accessor.GetValue(message));
            _text.Append(';');
        }
    }

    private void Write(IMessage owner, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case IMessage message: Write(message); break;
            case string name when field.Name == "with_query_name": _text.Append('w').Append(Number(_entries, name)); break;
            case string body when IsSqlText(owner, field): Quote(string.Join(' ', NormalizedTokens.OfScript(body))); break;
            case string text: Quote(IsFolded(owner, field) ? text.ToUpperInvariant() : text); break;
            case ByteString bytes: Quote(bytes.ToBase64()); break;
            case Enum number: _text.Append(Convert.ToInt64(number, CultureInfo.InvariantCulture)).Append(','); break;
            default: _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append(','); break;
        }
    }

    // Columns, fields, arguments and options are compared without case; keys of JSON, texts and tables are not.
    private static bool IsFolded(IMessage owner, FieldDescriptor field) => field.Name is "name" or "field_name" or "argument_name" or "argument_name_list" && owner is not ResolvedGetJsonFieldProto;

    // Bodies that the analyzer does not resolve: of a procedure, and of a function whose arguments have any type.
    private static bool IsSqlText(IMessage owner, FieldDescriptor field) =>
        field.Name == "procedure_body" || (field.Name == "code" && owner is ResolvedCreateFunctionStmtProto { Language: "SQL" });

    // A function or table function carries its body twice: as text and as a tree.
    private static bool IsSourceOfExpression(IMessage message, FieldDescriptor field) =>
        field.Name == "code" && message is (ResolvedCreateFunctionStmtProto { FunctionExpression: not null } or ResolvedCreateTableFunctionStmtProto { Query: not null });

    // With its length in front, a text cannot be mistaken for structure.
    private void Quote(string text) => _text.Append(text.Length).Append('\'').Append(text).Append('\'');

    private static int Number<T>(Dictionary<T, int> numbers, T key) where T : notnull
    {
        if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = numbers.Count + 1);
        return number;
    }
}
