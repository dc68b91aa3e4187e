using System.Diagnostics;
using Npgsql;

namespace Postgres.Tests;

/// <summary>A PostgreSQL server of its own: data in a temporary folder, reached by a Unix socket in it, gone afterwards. Where its programs are missing, starting fails and says so.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "tester";
    private readonly string folder = Directory.CreateTempSubdirectory("pg").FullName;
    private string programs = "";

    /// <summary>The connection string of the database.</summary>
    public string ConnectionString => $"Host={folder};Port=5432;Database=postgres;Username={User};Pooling=false;Command Timeout=600";

    /// <summary>Makes the data folder and starts.</summary>
    public async Task StartAsync()
    {
        programs = Programs();
        var data = Path.Combine(folder, "data");
        if (Root) Run("chown", "postgres", folder);
        Postgres("initdb", "-D", data, "-U", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        Postgres("pg_ctl", "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_wal_size=4GB -c shared_buffers=256MB", "start");
        await ExecuteAsync("SELECT 1");
    }

    /// <summary>Stops the server and deletes its data.</summary>
    public ValueTask DisposeAsync()
    {
        Postgres("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-w", "stop");
        if (Root) Run("chown", "-R", Environment.UserName, folder);
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs statements.</summary>
    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one value of a query.</summary>
    public async Task<object?> ValueAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    // A server refuses to run as root; Debian's package brings a user for it.
    private static bool Root => Environment.UserName == "root";

    private void Postgres(string program, params string[] arguments)
    {
        if (Root) Run("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. arguments]);
        else Run(Path.Combine(programs, program), arguments);
    }

    private void Run(string program, params string[] arguments)
    {
        // pg_ctl leaves the server with the streams it was given, so nobody may wait for their end.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder, ArgumentList = { "-c", "\"$0\" \"$@\" >>./programs.log 2>&1 </dev/null", program } };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {File.ReadAllText(Path.Combine(folder, "programs.log"))}");
    }

    private static string Programs()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var found = versions.Select(v => Path.Combine(v, "bin")).Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")));
        return found ?? throw new InvalidOperationException("The tests of comparisons need PostgreSQL's own programs (initdb, pg_ctl), version 14 or later, below /usr/lib/postgresql or on PATH: install the package postgresql.");
    }
}
