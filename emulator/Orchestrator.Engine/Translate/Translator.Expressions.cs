using System.Globalization;
using Google.Protobuf;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

internal sealed partial class Translator
{
    public string Expression(IMessage expression)
    {
        var node = ResolvedTree.Unwrap(expression);
        switch (node)
        {
            case ResolvedLiteralProto literal: return Literals.Of(literal.Value.Value, literal.Parent.Type);
            case ResolvedParameterProto parameter: return Parameter(parameter);
            case ResolvedColumnRefProto reference: return Column(reference.Column);
            case ResolvedCastProto cast: return Casts.Of(this, cast);
            case ResolvedMakeStructProto make: return $"struct_pack({string.Join(", ", make.FieldList.Select((f, i) => $"_{i + 1} := {Expression(f)}"))})";
            case ResolvedGetStructFieldProto get: return $"({Expression(get.Expr)})._{get.FieldIdx + 1}";
            case ResolvedGetJsonFieldProto get: return $"bq_json_field({Expression(get.Expr)}, {StorageSql.Text(get.FieldName)})";
            case ResolvedSystemVariableProto variable:
                return translation.Variables.TryGetValue(string.Join('.', variable.NamePath).ToLowerInvariant(), out var value) ? value : throw Unsupported.What($"the system variable @@{string.Join('.', variable.NamePath)}");
            case ResolvedSubqueryExprProto subquery: return Subquery(subquery);
            case ResolvedFunctionCallProto call:
                var sql = Functions.ScalarFunctions.Translate(new Call(this, call.Parent));
                return call.Parent.ErrorMode == ResolvedFunctionCallBaseEnums.Types.ErrorMode.SafeErrorMode ? $"TRY({sql})" : sql;
            case ResolvedAggregateFunctionCallProto call: return Aggregate(call.Parent, call.OrderByItemList, call.Limit, call.HavingModifier, "");
            case ResolvedDMLDefaultProto: return "DEFAULT";
            default: throw Unsupported.What($"this kind of expression ({node.Descriptor.Name["Resolved".Length..].Replace("Proto", "", StringComparison.Ordinal)})");
        }
    }

    /// <summary>A parameter's value; null when it is NULL or unknown.</summary>
    public object? ParameterValue(ResolvedParameterProto parameter) => translation.ParameterValues.GetValueOrDefault(Key(parameter));

    private static string Key(ResolvedParameterProto parameter) => parameter.Name.Length > 0 ? parameter.Name.ToLowerInvariant() : parameter.Position.ToString(CultureInfo.InvariantCulture);

    private string Parameter(ResolvedParameterProto parameter)
    {
        var key = Key(parameter);
        return translation.Parameters.TryGetValue(key, out var literal) ? literal : throw new QueryException("invalidQuery", $"Query parameter '{key}' not found");
    }

    private string Subquery(ResolvedSubqueryExprProto subquery)
    {
        var columns = Columns(subquery.Subquery);
        var first = columns.Count > 0 ? Column(columns[0]) : "1";
        var rows = Scan(subquery.Subquery);
        switch (subquery.SubqueryType)
        {
            case ResolvedSubqueryExprEnums.Types.SubqueryType.Scalar: return $"(SELECT {first} FROM ({rows}))";
            case ResolvedSubqueryExprEnums.Types.SubqueryType.Array: return $"ARRAY(SELECT {first} FROM ({rows}))";
            case ResolvedSubqueryExprEnums.Types.SubqueryType.Exists: return $"EXISTS ({rows})";
            case ResolvedSubqueryExprEnums.Types.SubqueryType.In: return $"({Expression(subquery.InExpr)} IN (SELECT {first} FROM ({rows})))";
            default: throw Unsupported.What($"a subquery with {subquery.SubqueryType}");
        }
    }
}
