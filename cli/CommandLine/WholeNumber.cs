using System.CommandLine;
using System.Globalization;

namespace Orchestrator.Cli;

/// <summary>Options that take a whole number.</summary>
internal static class WholeNumber
{
    /// <summary>An option with a range; what is no number or lies outside is told in one sentence.</summary>
    /// <param name="name">The option, and other names of it.</param>
    /// <param name="least">The least that is accepted.</param>
    /// <param name="most">The most; null for no limit.</param>
    /// <param name="value">What counts when nothing is given.</param>
    /// <param name="description">What it does.</param>
    /// <param name="unit">The unit, for messages and help; null for a mere number.</param>
    public static Option<int> Option(IReadOnlyList<string> name, int least, int? most, int value, string description, string? unit = null) => new(name[0], [.. name.Skip(1)])
    {
        Description = description,
        HelpName = unit ?? "number",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
            if (most is null && (!isNumber || number < least)) result.AddError($"{name[0]} needs a whole number from {least}, not '{text}'.");
            else if (!isNumber) result.AddError($"{name[0]} needs a whole number, not '{text}'.");
            else if (number < least || number > most) result.AddError($"{name[0]} must lie between {least} and {most}{(unit is null ? "" : $" {unit}")}.");
            return number;
        },
    };
}
