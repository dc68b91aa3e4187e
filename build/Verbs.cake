// One task per verb of the command line, on the reference pipeline.

Task("Demo")
    .Description("The main job: replays incident 004 on the local cloud.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("replay 004 --out artifacts/demo"));

Task("Demo000")
    .Description("Replays incident 000: a region that a sync leaves out.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("replay 000 --out artifacts/demo000"));

Task("Demo001")
    .Description("Replays incident 001: thirty days of polls.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("replay 001 --out artifacts/demo001"));

Task("Synth")
    .Description("Writes infra/out/Main.json for Pulumi from the declared pipeline.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("synth servicetitan"));

Task("Plan")
    .Description("Proves the order of the jobs and shows what a deploy would change.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("plan servicetitan"));

Task("Drift")
    .Description("Compares the declaration with the live cloud.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("drift servicetitan"));

Task("Check")
    .Description("Runs the checks on the live data.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("check servicetitan"));

Task("Queries")
    .Description("Writes the statements of all checks of all pipelines, for people to run.")
    .IsDependentOn("__BuildCli")
    .DoesForEach(new[] { "servicetitan", "karbonbudget", "r360funnel" }, pipeline => Orchestrator($"check {pipeline} --sql --output markdown=artifacts/queries/{pipeline}.md"));

Task("Monitor")
    .Description("One poll: drift, missed runs, freshness.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("monitor servicetitan"));

Task("Up")
    .Description("Applies the declaration to the local cloud.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("up servicetitan"));

Task("Emulate")
    .Description("Runs the local cloud until Ctrl-C.")
    .IsDependentOn("__BuildCli")
    .Does(() => Orchestrator("emulate"));
