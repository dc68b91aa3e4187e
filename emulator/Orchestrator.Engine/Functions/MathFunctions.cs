using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Numbers. Division by zero and results that are not finite are errors in GoogleSQL; NUMERIC keeps nine digits after the point.</summary>
internal static class MathFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["$add"] = Add,
        ["$subtract"] = Subtract,
        ["$multiply"] = c => Multiply(c),
        ["$divide"] = c => IsNumeric(c) ? c.As("bq_numeric_divide") : c.As("bq_float64_divide"),
        ["safe_divide"] = c => $"TRY({(IsNumeric(c) ? c.As("bq_numeric_divide") : c.As("bq_float64_divide"))})",
        ["div"] = c => IsNumeric(c) ? $"bq_numeric_trunc({c.As("bq_numeric_divide")}, 0)" : c.As("bq_int64_div"),
        ["mod"] = c => IsNumeric(c) ? c.As("bq_numeric_mod") : c.Literal(1) is { Int64Value: > 0 } ? c.Infix("%") : c.As("bq_int64_mod"),
        ["safe_add"] = c => $"TRY({Add(c)})",
        ["safe_subtract"] = c => $"TRY({Subtract(c)})",
        ["safe_multiply"] = c => $"TRY({Multiply(c)})",
        ["safe_negate"] = c => $"TRY(-{c[0]})",
        ["ieee_divide"] = c => c.As("bq_ieee_divide"),
        ["$unary_minus"] = c => $"(-{c[0]})",
        ["abs"] = c => c.As("abs"),
        ["sign"] = c => c.Kind == TypeKind.TypeDouble ? $"CASE WHEN isnan({c[0]}) THEN {c[0]} ELSE CAST(sign({c[0]}) AS DOUBLE) END" : $"CAST(sign({c[0]}) AS {DuckTypes.Of(c.Type)})",
        ["round"] = c => Digits(c, "bq_float64_round", "bq_numeric_round"),
        ["trunc"] = c => Digits(c, "bq_float64_trunc", "bq_numeric_trunc"),
        ["ceil"] = c => IsNumeric(c) ? c.As("bq_numeric_ceil") : c.As("ceil"),
        ["ceiling"] = c => IsNumeric(c) ? c.As("bq_numeric_ceil") : c.As("ceil"),
        ["floor"] = c => IsNumeric(c) ? c.As("bq_numeric_floor") : c.As("floor"),
        ["sqrt"] = c => OnlyFloat(c, c.As("bq_sqrt")),
        ["pow"] = c => OnlyFloat(c, c.As("bq_pow")),
        ["power"] = c => OnlyFloat(c, c.As("bq_pow")),
        ["exp"] = c => OnlyFloat(c, c.As("bq_exp")),
        ["ln"] = c => OnlyFloat(c, $"bq_ln({c[0]})"),
        ["log"] = c => OnlyFloat(c, c.Count == 1 ? $"bq_ln({c[0]})" : c.As("bq_log")),
        ["log10"] = c => OnlyFloat(c, $"bq_log10({c[0]})"),
        ["is_nan"] = c => c.As("isnan"),
        ["is_inf"] = c => c.As("isinf"),
        ["sin"] = c => c.As("sin"),
        ["cos"] = c => c.As("cos"),
        ["tan"] = c => c.As("tan"),
        ["asin"] = c => c.As("asin"),
        ["acos"] = c => c.As("acos"),
        ["atan"] = c => c.As("atan"),
        ["atan2"] = c => c.As("atan2"),
        ["rand"] = _ => "random()",
        ["range_bucket"] = RangeBucket,
        ["bit_count"] = c => c.KindOf(0) == TypeKind.TypeInt64 ? $"CAST(bit_count({c[0]}) AS BIGINT)" : throw Unsupported.What("BIT_COUNT of BYTES"),
        ["$bitwise_and"] = c => Bits(c, c.Infix("&")),
        ["$bitwise_or"] = c => Bits(c, c.Infix("|")),
        ["$bitwise_xor"] = c => Bits(c, c.As("xor")),
        ["$bitwise_not"] = c => Bits(c, $"(~{c[0]})"),
        ["$bitwise_left_shift"] = c => Bits(c, c.As("bq_shift_left")),
        ["$bitwise_right_shift"] = c => Bits(c, c.As("bq_shift_right")),
    };

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_numeric_multiply", (Numeric x, Numeric y) => Numeric.Multiply(x, y)),
        ScalarFunction.Of("bq_numeric_divide", (Numeric x, Numeric y) => Numeric.Divide(x, y)),
        ScalarFunction.Of("bq_numeric_mod", (Numeric x, Numeric y) => Numeric.Modulo(x, y)),
        ScalarFunction.Of("bq_numeric_round", (Numeric x, long n) => x.Round(n)),
        ScalarFunction.Of("bq_numeric_trunc", (Numeric x, long n) => x.Truncate(n)),
        ScalarFunction.Of("bq_numeric_ceil", (Numeric x) => x.Ceiling()),
        ScalarFunction.Of("bq_numeric_floor", (Numeric x) => x.Floor()),
        ScalarFunction.Of("bq_float64_divide", (double x, double y) => y == 0 ? throw DivisionByZero(Floats.Text(x), Floats.Text(y)) : Finite(x / y, double.IsFinite(x) && double.IsFinite(y), () => $"{Floats.Text(x)} / {Floats.Text(y)}")),
        ScalarFunction.Of("bq_ieee_divide", (double x, double y) => x / y),
        ScalarFunction.Of("bq_float64_add", (double x, double y) => Finite(x + y, double.IsFinite(x) && double.IsFinite(y), () => $"{Floats.Text(x)} + {Floats.Text(y)}")),
        ScalarFunction.Of("bq_float64_subtract", (double x, double y) => Finite(x - y, double.IsFinite(x) && double.IsFinite(y), () => $"{Floats.Text(x)} - {Floats.Text(y)}")),
        ScalarFunction.Of("bq_float64_multiply", (double x, double y) => Finite(x * y, double.IsFinite(x) && double.IsFinite(y), () => $"{Floats.Text(x)} * {Floats.Text(y)}")),
        ScalarFunction.Of("bq_int64_div", (long x, long y) => y == 0 ? throw DivisionByZero(x, y) : y == -1 && x == long.MinValue ? throw new EvaluationException($"int64 overflow: {x} / {y}") : x / y),
        ScalarFunction.Of("bq_int64_mod", (long x, long y) => y == 0 ? throw DivisionByZero(x, y) : y == -1 ? 0 : x % y),
        ScalarFunction.Of("bq_float64_round", (double x, long n) => Round(x, n, MidpointRounding.AwayFromZero)),
        ScalarFunction.Of("bq_float64_trunc", (double x, long n) => Round(x, n, MidpointRounding.ToZero)),
        ScalarFunction.Of("bq_sqrt", (double x) => x < 0 ? throw new EvaluationException($"Floating point error in function: SQRT({Floats.Text(x)})") : Math.Sqrt(x)),
        ScalarFunction.Of("bq_pow", (double x, double y) => Checked(Math.Pow(x, y), double.IsFinite(x) && double.IsFinite(y), () => $"POW({Floats.Text(x)}, {Floats.Text(y)})")),
        ScalarFunction.Of("bq_exp", (double x) => Checked(Math.Exp(x), double.IsFinite(x), () => $"EXP({Floats.Text(x)})")),
        ScalarFunction.Of("bq_ln", (double x) => double.IsFinite(x) && x <= 0 ? throw new EvaluationException($"Floating point error in function: LN({Floats.Text(x)})") : Math.Log(x)),
        ScalarFunction.Of("bq_log10", (double x) => double.IsFinite(x) && x <= 0 ? throw new EvaluationException($"Floating point error in function: LOG10({Floats.Text(x)})") : Math.Log10(x)),
        ScalarFunction.Of("bq_log", (double x, double y) => double.IsFinite(x) && double.IsFinite(y) && (x <= 0 || y <= 0 || y == 1) ? throw new EvaluationException($"Floating point error in function: LOG({Floats.Text(x)}, {Floats.Text(y)})") : double.IsInfinity(y) ? double.NaN : Math.Log(x) / Math.Log(y)),
        new("bq_range_bucket_int64", typeof(long), [typeof(long), typeof(long[])], a => a[0] is long x && a[1] is object?[] bounds ? Bucket(bounds, b => ((long)b).CompareTo(x)) : null),
        new("bq_range_bucket_string", typeof(long), [typeof(string), typeof(string[])], a => a[0] is string x && a[1] is object?[] bounds ? Bucket(bounds, b => Utf8.Compare((string)b, x)) : null),
        ScalarFunction.Of("bq_shift_left", (long x, long n) => n < 0 ? throw Shift(n) : n >= 64 ? 0 : x << (int)n),
        ScalarFunction.Of("bq_shift_right", (long x, long n) => n < 0 ? throw Shift(n) : n >= 64 ? 0 : unchecked((long)((ulong)x >> (int)n))),
    ];

    private static bool IsNumeric(Call c) => c.Kind is TypeKind.TypeNumeric;

    private static string Add(Call c) => c.Kind switch
    {
        TypeKind.TypeDate => c.KindOf(0) == TypeKind.TypeDate ? DateFunctions.AddDays(c[0], c[1]) : DateFunctions.AddDays(c[1], c[0]),
        TypeKind.TypeDouble => c.As("bq_float64_add"),
        _ => c.Infix("+"),
    };

    private static string Subtract(Call c) => c.Kind switch
    {
        TypeKind.TypeDate => DateFunctions.AddDays(c[0], $"-({c[1]})"),
        TypeKind.TypeDouble => c.As("bq_float64_subtract"),
        TypeKind.TypeInterval when c.KindOf(0) != TypeKind.TypeInterval => throw Unsupported.What("the difference of dates and times as an INTERVAL: use DATE_DIFF or TIMESTAMP_DIFF"),
        _ => c.Infix("-"),
    };

    private static string Multiply(Call c) => c.Kind switch { TypeKind.TypeNumeric => c.As("bq_numeric_multiply"), TypeKind.TypeDouble => c.As("bq_float64_multiply"), _ => c.Infix("*") };

    private static string Digits(Call c, string floats, string numerics) => c.Count > 2 ? throw Unsupported.What($"{c.Name.ToUpperInvariant()} with a rounding mode") : $"{(IsNumeric(c) ? numerics : floats)}({c[0]}, {c.Or(1, "0")})";

    // Arrays of thousands of bounds are looked up by halves; the other types of points are rare.
    private static string RangeBucket(Call c) => c.KindOf(0) switch
    {
        TypeKind.TypeInt64 => c.As("bq_range_bucket_int64"),
        TypeKind.TypeString => c.As("bq_range_bucket_string"),
        _ => $"CAST(len(list_filter({c[1]}, lambda x: x <= {c[0]})) AS BIGINT)",
    };

    // How many bounds lie at or below the point.
    private static object? Bucket(object?[] bounds, Func<object, int> compare)
    {
        var (low, high) = (0, bounds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (compare(bounds[middle] ?? throw new EvaluationException("Elements in input array to RANGE_BUCKET must not be NULL")) <= 0) low = middle + 1;
            else high = middle;
        }

        return (long)low;
    }

    private static string OnlyFloat(Call c, string sql) => c.Kind == TypeKind.TypeDouble ? sql : throw Unsupported.What($"{c.Name.ToUpperInvariant()} of {c.Kind}");

    private static string Bits(Call c, string sql) => c.Kind == TypeKind.TypeInt64 ? sql : throw Unsupported.What("bit operators of BYTES");

    private static double Finite(double result, bool finite, Func<string> what) => finite && !double.IsFinite(result) ? throw new EvaluationException($"double overflow: {what()}") : result;

    private static double Checked(double result, bool finite, Func<string> what) => finite && !double.IsFinite(result) ? throw new EvaluationException($"Floating point error in function: {what()}") : result;

    // Exact: on the double's own digits, not on a product that is rounded itself.
    private static double Round(double x, long digits, MidpointRounding mode)
    {
        if (!double.IsFinite(x) || digits > 330) return x;
        if (digits < -310) return 0;
        if (digits == 0) return Math.Round(x, mode);
        if (digits is > 0 and <= 15 && Math.Abs(x) < 1e12) return (double)decimal.Round((decimal)x, (int)digits, mode);
        var scale = Math.Pow(10, Math.Abs(digits));
        var scaled = digits > 0 ? x * scale : x / scale;
        return !double.IsFinite(scaled) ? x : digits > 0 ? Math.Round(scaled, mode) / scale : Math.Round(scaled, mode) * scale;
    }

    private static EvaluationException DivisionByZero(object x, object y) => new($"division by zero: {x} / {y}");

    private static EvaluationException Shift(long n) => new($"Bitwise shift by negative offset: {n}");
}
