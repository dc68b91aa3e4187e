using System.Diagnostics;

namespace Benchmarks;

/// <summary>Runs something until the compiler has finished with it, then measures it several times.</summary>
public static class Repetition
{
    // The runtime compiles what is called often a second and a third time, in the background.
    private const double WarmUp = 1_500;

    /// <summary>Milliseconds of each of the repetitions, after warm-up.</summary>
    public static IReadOnlyList<double> Milliseconds(int repetitions, Action action)
    {
        for (var warm = 0.0; warm < WarmUp;) warm += Once(action);
        return [.. Enumerable.Range(0, repetitions).Select(_ => Once(action))];
    }

    /// <summary>Nanoseconds per unit of work, where one call does <paramref name="units"/> of them and is repeated for at least 20 ms.</summary>
    public static IReadOnlyList<double> Nanoseconds(int repetitions, double units, Action action)
    {
        Milliseconds(1, action);
        var calls = 1;
        while (Once(() => Times(calls, action)) < 20) calls *= 2;
        return [.. Enumerable.Range(0, repetitions).Select(_ => Once(() => Times(calls, action)) * 1e6 / calls / units)];
    }

    /// <summary>Milliseconds of processor time of one more call, all threads; less than the wall's when others use the machine.</summary>
    public static double Processor(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static double Once(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Times(int calls, Action action)
    {
        for (var i = 0; i < calls; i++) action();
    }
}
