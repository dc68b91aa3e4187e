namespace Orchestrator.Validation;

/// <summary>Logarithms of factorials and what is made of them. Defined between whole numbers too, because sums of amounts are not whole.</summary>
internal static class LogFactorials
{
    private static readonly double[] Table = Build(4096);

    /// <summary>ln n!, for n of 0 or more; for a broken n, ln Γ(n + 1).</summary>
    public static double Of(double n)
    {
        var whole = (int)Math.Min(n, Table.Length);
        return whole < Table.Length && whole == n ? Table[whole] : LogGamma(n + 1);
    }

    /// <summary>ln of the number of ways to choose k of n.</summary>
    public static double Choose(double n, double k) => Of(n) - Of(k) - Of(n - k);

    /// <summary>ln B(a, b), the beta function.</summary>
    public static double Beta(double a, double b) => Of(a - 1) + Of(b - 1) - Of(a + b - 1);

    // Stirling's series, exact to about 1e-15 from 10 on; smaller arguments are moved up by Γ(x) = Γ(x + 1) / x.
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++) shift += Math.Log(x);
        var inverse = 1 / (x * x);
        var series = ((((-691.0 / 360360 * inverse) + (1.0 / 1188)) * inverse - (1.0 / 1680)) * inverse + (1.0 / 1260)) * inverse;
        series = ((series - (1.0 / 360)) * inverse + (1.0 / 12)) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    private static double[] Build(int length)
    {
        var table = new double[length];
        for (var n = 1; n < length; n++) table[n] = table[n - 1] + Math.Log(n);
        return table;
    }
}
