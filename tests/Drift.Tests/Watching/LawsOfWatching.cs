using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Any sequence of polls: 0 sees nothing, 1 sees the one thing that can be wrong, 2 could not see.</summary>
public sealed class LawsOfWatching
{
    private static readonly Finding Paused = Polls.Of("job/sync");

    private static readonly Arbitrary<int[]> Sequences = Gen.Choose(0, 2).ArrayOf(30).ToArbitrary();

    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20250716, 27);

    [Fact]
    public void Nothing_ends_that_was_not_told_and_nothing_is_told_twice_without_an_end() => FsCheck.Check.One(Fixed, Prop.ForAll(Sequences, sequence =>
    {
        var open = false;
        foreach (var told in Messages(sequence).SelectMany(m => m))
        {
            if (told is "Recovered" && !open) return false;
            if (told is "New" && open) return false;
            open = told is not "Recovered";
        }

        return true;
    }));

    [Fact]
    public void A_poll_that_could_not_see_says_nothing() => FsCheck.Check.One(Fixed, Prop.ForAll(Sequences, sequence =>
        Messages(sequence).Zip(sequence).All(m => m.Second != 2 || m.First.Count == 0)));

    [Fact]
    public void What_is_seen_is_told_at_once_unless_it_was_told() => FsCheck.Check.One(Fixed, Prop.ForAll(Sequences, sequence =>
    {
        var open = false;
        foreach (var (told, seen) in Messages(sequence).Zip(sequence))
        {
            if (seen == 1 && !open && told.Count == 0) return false;
            open = told.Count == 0 ? open : told[^1] != "Recovered";
        }

        return true;
    }));

    [Fact]
    public void Calm_ends_everything() => FsCheck.Check.One(Fixed, Prop.ForAll(Sequences, sequence =>
    {
        var polls = new Polls();
        foreach (var seen in sequence) One(polls, seen);
        for (var i = 0; i < 12; i++) polls.See();
        return polls.Memory.Alarms.IsEmpty;
    }));

    private static IReadOnlyList<IReadOnlyList<string>> Messages(int[] sequence)
    {
        var polls = new Polls();
        return [.. sequence.Select(seen => (IReadOnlyList<string>)[.. One(polls, seen).Select(m => m.Split(' ')[0])])];
    }

    private static IReadOnlyList<string> One(Polls polls, int seen) => seen switch { 0 => polls.See(), 1 => polls.See(Paused), _ => polls.Blind() };
}
