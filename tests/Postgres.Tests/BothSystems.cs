namespace Postgres.Tests;

/// <summary>Tests that share one PostgreSQL and one local Google, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BothSystems : ICollectionFixture<Systems>
{
    public const string Name = "both systems";
}

/// <summary>Started before the first of these tests and stopped after the last.</summary>
public sealed partial class Systems : IAsyncLifetime;
