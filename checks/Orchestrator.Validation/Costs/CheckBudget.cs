namespace Orchestrator.Validation;

/// <summary>How many bytes a run of checks may bill.</summary>
/// <param name="Size">The limit of the whole run, sample rows included.</param>
public sealed record CheckBudget(ByteSize Size)
{
    /// <summary>Why scans are refused by the budget, or null when they fit in it.</summary>
    public BudgetRefusal? Refuses(IReadOnlyList<ScanEstimate> estimates)
    {
        var sum = estimates.Sum(e => e.AtMost);
        if (sum <= Size.Bytes) return null;
        // The fewest scans, the dearest first: whatever is left fits.
        var left = sum;
        var leave = new List<ScanEstimate>();
        foreach (var scan in estimates.OrderByDescending(e => e.AtMost))
        {
            if (left <= Size.Bytes) break;
            leave.Add(scan);
            left -= scan.AtMost;
        }

        // One that is left out on the way may fit after all.
        foreach (var scan in leave.OrderBy(e => e.AtMost).ToList())
        {
            if (left + scan.AtMost > Size.Bytes || leave.Count == 1) continue;
            leave.Remove(scan);
            left += scan.AtMost;
        }

        return new(new(sum), leave, new(left));
    }

    /// <summary>
    /// The limits that are sent with the scans: together never more than the budget. Each has its estimate, and its part of what is left of the budget as
    /// room to have grown.
    /// </summary>
    public IReadOnlyList<long> Limits(IReadOnlyList<ScanEstimate> estimates)
    {
        var room = Math.Max(0, Size.Bytes - estimates.Sum(e => e.AtMost));
        var wanted = estimates.Sum(e => e.Limit - e.AtMost);
        return [.. estimates.Select(e => Math.Max(1, e.AtMost + (wanted <= room ? e.Limit - e.AtMost : (long)((Int128)room * (e.Limit - e.AtMost) / wanted))))];
    }
}

/// <summary>Scans that together would bill more than the budget.</summary>
/// <param name="Sum">What all of them can bill.</param>
/// <param name="LeaveOut">The scans without which the others fit.</param>
/// <param name="Left">What the others can bill.</param>
public sealed record BudgetRefusal(ByteSize Sum, IReadOnlyList<ScanEstimate> LeaveOut, ByteSize Left);
