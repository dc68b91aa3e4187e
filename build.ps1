# From a fresh clone to a running task, as build.sh does it: checks what must be installed, fetches the rest, then runs Cake.
#   ./build.ps1                  the main job: replays incident 004 on the local cloud
#   ./build.ps1 --target=Test    the tests
#   ./build.ps1 --help           all targets
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

function Say([string] $sentence) { [Console]::Error.WriteLine("build: $sentence") }
function Fail([string] $sentence) { Say $sentence; exit 1 }
function Has([string] $program) { $null -ne (Get-Command $program -ErrorAction SilentlyContinue) }

if ($args -contains '--help' -or $args -contains '-h') { Get-Content build/targets.txt; exit 0 }

if (-not (Has dotnet)) { Fail "'dotnet' is not on the PATH: install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again." }
$sdk = "$(dotnet --version)"
if ($LASTEXITCODE -ne 0 -or -not $sdk.StartsWith('10.')) { Fail "no .NET SDK here satisfies global.json: install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again." }
if (-not (Has node)) { Fail "'node' is not on the PATH: install Node 20 or later with npm (https://nodejs.org), then run this again." }
$node = "$(node --version)"
if ([int]($node.TrimStart('v').Split('.')[0]) -lt 20) { Fail "Node is $node, but 20 or later is needed: install it with npm (https://nodejs.org), then run this again." }

node build/native-packages.cjs
if ($LASTEXITCODE -ne 0) {
    if (-not (Has npm)) { Fail "'npm' is not on the PATH: install it together with Node 20 or later (https://nodejs.org), then run this again." }
    Say 'installing the native packages of the local engine with npm (about 15 s, only when package-lock.json changes) ...'
    # Not 'npm ci', and a second look: see build.sh.
    npm install --no-save --no-audit --no-fund --loglevel=error
    if ($LASTEXITCODE -ne 0) { Fail "'npm install' failed (its reason is above): check the network and the npm registry, then run this again." }
    node build/native-packages.cjs
    if ($LASTEXITCODE -ne 0) { Fail 'npm installed something else than package-lock.json asks for: check the npm registry, delete node_modules, then run this again.' }
}
dotnet tool restore | Out-Null
if ($LASTEXITCODE -ne 0) { Fail "'dotnet tool restore' failed: check the network and the NuGet source, then run this again." }

dotnet cake --verbosity=minimal @args
exit $LASTEXITCODE
