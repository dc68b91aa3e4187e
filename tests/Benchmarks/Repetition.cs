using System.Diagnostics;

namespace Benchmarks;

/// <summary>Runs something until the compiler has finished with it, then measures it several times.</summary>
public static class Repetition
{
    // The runtime compiles what is called often a second and a third time, in the background.
    private const double WarmUp = 1_500;

    /// <summary>Milliseconds of each of the repetitions, after warm-up.</summary>
    public static Spent Milliseconds(int repetitions, Action action)
    {
        for (var warm = 0.0; warm < WarmUp;) warm += Once(action).Wall;
        var spent = Enumerable.Range(0, repetitions).Select(_ => Once(action)).ToList();
        return new Spent([.. spent.Select(s => s.Wall)], [.. spent.Select(s => s.Processor)]);
    }

    /// <summary>Nanoseconds of processor time per unit of work, where one call does <paramref name="units"/> of them and is repeated for at least 20 ms.</summary>
    public static IReadOnlyList<double> Nanoseconds(int repetitions, double units, Action action)
    {
        Milliseconds(1, action);
        var calls = 1;
        while (Once(() => Times(calls, action)).Processor < 20) calls *= 2;
        return [.. Enumerable.Range(0, repetitions).Select(_ => Once(() => Times(calls, action)).Processor * 1e6 / calls / units)];
    }

    private static (double Wall, double Processor) Once(Action action)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    private static void Times(int calls, Action action)
    {
        for (var i = 0; i < calls; i++) action();
    }
}

/// <summary>What repetitions took, in milliseconds.</summary>
/// <param name="Wall">By the clock on the wall, which counts the other work of the machine.</param>
/// <param name="Processor">Of processor time, all threads of the process.</param>
public sealed record Spent(IReadOnlyList<double> Wall, IReadOnlyList<double> Processor)
{
    /// <summary>The same work, scaled from a share of it.</summary>
    public Spent Scaled(double scale) => new([.. Wall.Select(ms => ms * scale)], [.. Processor.Select(ms => ms * scale)]);
}
