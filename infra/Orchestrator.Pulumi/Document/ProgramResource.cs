using System.Collections.Immutable;

namespace Orchestrator.Pulumi;

/// <summary>One resource of the program. Its options are properties here, because Pulumi only warns of an option that it does not know.</summary>
internal sealed record ProgramResource
{
    /// <summary>The key, which is also the resource's name in Pulumi's state: a change of it is a deletion and a creation.</summary>
    public required string Key { get; init; }

    /// <summary>The token; its case matters.</summary>
    public required string Type { get; init; }

    /// <summary>The inputs.</summary>
    public required ProgramValue.Map Properties { get; init; }

    /// <summary>Whether it is the provider that all resources without one use.</summary>
    public bool DefaultProvider { get; init; }

    /// <summary>The version of the provider; null leaves it to the default provider.</summary>
    public string? Version { get; init; }

    /// <summary>The key of the resource that this one belongs to. It is part of the name in the state: changing it later needs aliases.</summary>
    public string? Parent { get; init; }

    /// <summary>Keys of resources that must exist first and are not referred to.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Inputs that others change, and that Pulumi must leave alone.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>The resource as it stands in the document.</summary>
    public ProgramValue ToValue() => new ProgramValue.Map(
        ("type", Type),
        ("defaultProvider", DefaultProvider ? true : null),
        ("properties", Properties),
        ("options", Options()));

    private ProgramValue.Map? Options()
    {
        if (Version is null && Parent is null && DependsOn.IsEmpty && IgnoreChanges.IsEmpty) return null;
        return new(
            ("version", Version is null ? null : (ProgramValue)Version),
            ("parent", Parent is null ? null : ProgramValue.Reference(Parent)),
            ("dependsOn", DependsOn.IsEmpty ? null : new ProgramValue.List([.. DependsOn.Order(StringComparer.Ordinal).Select(ProgramValue.Reference)])),
            ("ignoreChanges", IgnoreChanges.IsEmpty ? null : ProgramValue.Names(IgnoreChanges)));
    }
}
