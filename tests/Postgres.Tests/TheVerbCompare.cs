using NodaTime;
using Orchestrator.Cli;

namespace Postgres.Tests;

[Collection(BothSystems.Name)]
public sealed class TheVerbCompare(Systems systems) : IAsyncLifetime
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public async Task InitializeAsync()
    {
        await systems.GoogleAsync("CREATE TABLE IF NOT EXISTS d.people AS SELECT id, CONCAT('user', CAST(id AS STRING), '@example.com') AS email, id * 10 AS score, JSON '1' AS extra FROM UNNEST(GENERATE_ARRAY(1, 100)) AS id");
        await systems.Postgres.ExecuteAsync("CREATE TABLE IF NOT EXISTS people (id int PRIMARY KEY, email text, score int, extra jsonb, note text); DELETE FROM people; INSERT INTO people SELECT id, 'user' || id || '@example.com', id * 10, '1', 'x' FROM generate_series(1, 100) AS id");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Ends_with_0_when_the_tables_are_equal()
    {
        Assert.Equal(0, await RunAsync("bigquery:d.people", "postgres:PG/public.people", "--key", "id", "--columns", "email,score", "--project", Systems.Project));
        Assert.Contains("Equal: 100 rows on both sides, 2 columns beside the key.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_2_and_names_rows_and_columns_with_persons_masked()
    {
        await systems.Postgres.ExecuteAsync("UPDATE people SET email = 'other@example.com' WHERE id = 7; UPDATE people SET score = 1 WHERE id IN (7, 8); DELETE FROM people WHERE id = 9; INSERT INTO people VALUES (1000, 'n@example.com', 1)");
        Assert.Equal(2, await RunAsync($"bigquery:{Systems.Project}.d.people", "postgres:PG/public.people", "--key", "id", "--ignore", "extra,note", "--mask", "score"));
        var text = output.ToString();
        foreach (var part in new[] { "1 added, 1 removed, 2 changed", "ROWS001", "ROWS002", "ROWS003", "email in 1, score in 2", "u***@example.com", "o***@example.com", "***" }) Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("user7@", text, StringComparison.Ordinal);
        Assert.DoesNotContain(systems.Postgres.ConnectionString, text + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "in which project?", "bigquery:d.people", "postgres:PG/public.people", "--key", "id")]
    [InlineData(1, "Only postgres:PG/public.people has note", "bigquery:my-project.d.people", "postgres:PG/public.people", "--key", "id", "--ignore", "extra")]
    [InlineData(1, "extra' of bigquery:my-project.d.people is JSON", "bigquery:my-project.d.people", "postgres:PG/public.people", "--key", "id", "--ignore", "note")]
    [InlineData(1, "has no column 'nr'", "bigquery:my-project.d.people", "postgres:PG/public.people", "--key", "nr", "--columns", "email")]
    [InlineData(1, "'score' is INT64 in bigquery:my-project.d.people", "bigquery:my-project.d.people", "postgres:PG/public.typed", "--key", "id", "--columns", "score")]
    [InlineData(1, "there is no table or view public.gone", "bigquery:my-project.d.people", "postgres:PG/public.gone", "--key", "id")]
    [InlineData(1, "environment variable NONE is not set", "bigquery:my-project.d.people", "postgres:NONE/public.people", "--key", "id")]
    [InlineData(1, "The right side is not a table", "bigquery:my-project.d.people", "postgres://u:secret@h/db", "--key", "id")]
    [InlineData(1, "connection string is not one of PostgreSQL", "bigquery:my-project.d.people", "postgres:BAD/public.people", "--key", "id")]
    [InlineData(1, "syntax error", "bigquery:my-project.d.people", "postgres:PG/public.people", "--key", "id", "--columns", "email", "--where-right", "id ==")]
    [InlineData(3, "PostgreSQL does not answer", "bigquery:my-project.d.people", "postgres:AWAY/public.people", "--key", "id")]
    [InlineData(1, "--key", "bigquery:my-project.d.people", "postgres:PG/public.people")]
    public async Task Says_in_one_sentence_what_is_wrong(int exit, string sentence, params string[] arguments)
    {
        await systems.Postgres.ExecuteAsync("CREATE TABLE IF NOT EXISTS typed (id int, score text)");
        Assert.Equal(exit, await RunAsync(arguments));
        Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        using var terminal = new Terminal
        {
            Out = output,
            Error = errors,
            WallClock = () => Instant.FromUtc(2026, 11, 20, 12, 0),
            Folder = Path.GetTempPath(),
            Width = 300,
            Variable = name => name switch { "PG" => systems.Postgres.ConnectionString, "AWAY" => "Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d", "BAD" => "Hostess=secret;Whatever", _ => null },
        };
        return await OrchestratorCommand.RunAsync(["compare", .. arguments, "--endpoint", systems.Google.BaseUri.ToString()], terminal);
    }
}
