using System.Text;
using Orchestrator.GoogleSql;
using Orchestrator.Pipelines;

namespace Orchestrator.Pulumi.Tests;

/// <summary><c>infra/out/Main.json</c>, as it is committed and deployed.</summary>
public sealed class TheCommittedProgram : IAsyncLifetime
{
    private string generated = "";

    public async Task InitializeAsync()
    {
        await using var analyzer = GoogleSqlAnalyzer.Create();
        generated = PulumiProgram.Write(await PipelineAnalysis.AnalyzeAsync(ServiceTitan.Declare(), analyzer, CancellationToken.None));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Is_what_the_declaration_says_to_the_byte()
    {
        var committed = File.ReadAllBytes(Path.Combine(Root(AppContext.BaseDirectory), PulumiProgram.Path));
        Assert.True(committed.SequenceEqual(Encoding.UTF8.GetBytes(generated)), $"{PulumiProgram.Path} is stale: run './build.sh --target=Synth' and commit it.");
    }

    [Fact]
    public void Keeps_the_contract_of_the_provider() => Assert.Empty(ContractCheck.Of(generated));

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Orchestrator.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository."));
}
