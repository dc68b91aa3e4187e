using System.Globalization;
using System.Numerics;

namespace Orchestrator.Engine.Values;

/// <summary>A GoogleSQL NUMERIC: 38 digits, 9 of them after the point, kept as a whole number of billionths. Rounding is half away from zero.</summary>
internal readonly record struct Numeric(Int128 Units) : IComparable<Numeric>
{
    private const int Scale = 9;
    private static readonly BigInteger One = 1_000_000_000;
    private static readonly BigInteger Limit = BigInteger.Pow(10, 38);

    public int CompareTo(Numeric other) => Units.CompareTo(other.Units);

    public static Numeric Multiply(Numeric x, Numeric y) => From(Rounded((BigInteger)x.Units * (BigInteger)y.Units, One), $"{x} * {y}");

    public static Numeric Divide(Numeric x, Numeric y) => y.Units == 0
        ? throw new EvaluationException($"division by zero: {x} / {y}")
        : From(Rounded((BigInteger)x.Units * One, (BigInteger)y.Units), $"{x} / {y}");

    public static Numeric Modulo(Numeric x, Numeric y) => y.Units == 0 ? throw new EvaluationException($"division by zero: {x} / {y}") : new(x.Units % y.Units);

    /// <summary>The exact value of the double, rounded to nine digits.</summary>
    public static Numeric From(double value)
    {
        if (!double.IsFinite(value)) throw new EvaluationException($"Illegal conversion of non-finite floating point number to numeric: {Floats.Text(value)}");
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0) exponent++;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        var scaled = mantissa * One * (bits < 0 ? -1 : 1);
        var units = exponent >= 0 ? scaled << exponent : Rounded(scaled, BigInteger.One << -exponent);
        return From(units, Floats.Text(value));
    }

    public static Numeric From(long value) => new((Int128)value * 1_000_000_000);

    /// <summary>Reads <c>[+-]digits[.digits][e[+-]digits]</c>; null when it is something else. Throws when it does not fit.</summary>
    public static Numeric? Parse(string text)
    {
        var trimmed = text.Trim();
        if (!NumberText.TrySplit(trimmed, out var digits, out var exponent, out var negative)) return null;
        var value = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        exponent += Scale;
        if (value.IsZero) return default(Numeric);
        if (exponent > 60) throw Invalid(text);
        var units = exponent >= 0 ? value * BigInteger.Pow(10, exponent) : -exponent > digits.Length + 1 ? BigInteger.Zero : Rounded(value, BigInteger.Pow(10, -exponent));
        return BigInteger.Abs(units) < Limit ? new((Int128)(negative ? -units : units)) : throw Invalid(text);
    }

    /// <summary>To <paramref name="digits"/> digits after the point (negative: before it), half away from zero.</summary>
    public Numeric Round(long digits) => At(digits, Rounded);

    /// <summary>To <paramref name="digits"/> digits after the point, towards zero.</summary>
    public Numeric Truncate(long digits) => At(digits, BigInteger.Divide);

    public Numeric Ceiling() => From(-FloorDivide(-(BigInteger)Units, One) * One, ToString());

    public Numeric Floor() => From(FloorDivide((BigInteger)Units, One) * One, ToString());

    public long ToInt64()
    {
        var whole = Rounded((BigInteger)Units, One);
        return whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : throw new EvaluationException($"int64 out of range: {this}");
    }

    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>The shortest decimal form: no trailing zeros, no exponent.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs((BigInteger)Units).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var text = $"{digits[..^Scale]}.{digits[^Scale..]}".TrimEnd('0').TrimEnd('.');
        return Units < 0 ? "-" + text : text;
    }

    private Numeric At(long digits, Func<BigInteger, BigInteger, BigInteger> divide)
    {
        if (digits >= Scale) return this;
        if (digits < -29) return default;
        var unit = BigInteger.Pow(10, (int)(Scale - digits));
        return From(divide((BigInteger)Units, unit) * unit, ToString());
    }

    private static Numeric From(BigInteger units, string what) => BigInteger.Abs(units) < Limit ? new((Int128)units) : throw new EvaluationException($"numeric overflow: {what}");

    private static EvaluationException Invalid(string text) => new($"Invalid NUMERIC value: {text}");

    private static BigInteger FloorDivide(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger Rounded(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(x), BigInteger.Abs(y), out var rest);
        if (rest * 2 >= BigInteger.Abs(y)) quotient++;
        return x.Sign * y.Sign < 0 ? -quotient : quotient;
    }
}
