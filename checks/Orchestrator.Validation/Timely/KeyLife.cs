using NodaTime;

namespace Orchestrator.Validation;

/// <summary>On which of the dates that have rows a key has some, and how long it is silent now.</summary>
/// <param name="Key">The key.</param>
/// <param name="LastSeen">Its last date; null when it has none.</param>
/// <param name="SilentSince">The first date since on which others have rows; the first date of all when it was never seen.</param>
/// <param name="Silence">How many dates have rows since, and none of it.</param>
/// <param name="Rhythm">The longest silence that it has kept at least twice before.</param>
internal sealed record KeyLife(string Key, LocalDate? LastSeen, LocalDate SilentSince, int Silence, int Rhythm)
{
    /// <summary>Whether it is silent for longer than it is used to.</summary>
    public bool Dead => Silence > Rhythm;

    /// <summary>The life of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="dates">Its dates, each once.</param>
    /// <param name="live">All dates on which any key has rows, rising.</param>
    public static KeyLife Of(string key, IReadOnlyCollection<LocalDate> dates, IReadOnlyList<LocalDate> live)
    {
        if (dates.Count == 0) return new(key, null, live[0], live.Count, 0);
        var places = Enumerable.Range(0, live.Count).Where(i => dates.Contains(live[i])).ToList();
        var gaps = places.Zip(places.Skip(1), (one, next) => next - one - 1).OrderDescending().ToList();
        var last = places[^1];
        return new(key, live[last], live[Math.Min(last + 1, live.Count - 1)], live.Count - 1 - last, gaps.Count > 1 ? gaps[1] : 0);
    }
}
