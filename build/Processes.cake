// Starts processes. Their words and their exit code are the task's: Cake would print a table after them and make every failure a 1.

const string Cli = "artifacts/bin/Orchestrator.Cli/release/orchestrator.dll";

void Run(string program, string arguments)
{
    var exit = StartProcess(program, new ProcessSettings { Arguments = arguments });
    if (exit != 0) Environment.Exit(exit);
}

void Dotnet(string arguments) => Run("dotnet", arguments);

void Orchestrator(string arguments) => Dotnet($"{Cli} {arguments}");

Task("__BuildCli")
    .Does(() =>
    {
        Console.Error.WriteLine("build: compiling (some minutes the first time, seconds afterwards) ...");
        // 'dotnet build' adds a summary that cannot be turned off.
        Dotnet("msbuild cli/Orchestrator.Cli.csproj -restore -maxcpucount -property:Configuration=Release -nologo -verbosity:quiet -consoleLoggerParameters:ErrorsOnly");
    });

Teardown(build => Environment.Exit(build.Successful ? 0 : 1));
