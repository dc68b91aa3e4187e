#!/usr/bin/env bash
# From a fresh clone to a running task: checks what must be installed, fetches the rest, then runs Cake. Only what has changed is fetched
# again, so the second time needs no network.
#   ./build.sh                  the main job: replays incident 004 on the local cloud
#   ./build.sh --target=Test    the tests
#   ./build.sh --help           all targets
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[[ -t 1 && -t 2 ]] || export NO_COLOR=1

say() { printf '%s\n' "build: $*" >&2; }
fail() { say "$*"; exit 1; }

for argument in "$@"; do
  case $argument in -h | --help) cat build/targets.txt; exit 0 ;; esac
done

command -v dotnet >/dev/null || fail "'dotnet' is not on the PATH: install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again."
sdk=$(dotnet --version 2>/dev/null) || fail "no .NET SDK here satisfies global.json: install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again."
[[ $sdk == 10.* ]] || fail "the .NET SDK is $sdk, but 10.0.100 or later is needed: install the .NET 10 SDK, then run this again."
command -v node >/dev/null || fail "'node' is not on the PATH: install Node 20 or later with npm (https://nodejs.org), then run this again."
node=$(node --version)
[[ ${node#v} =~ ^([0-9]+)\. && ${BASH_REMATCH[1]} -ge 20 ]] || fail "Node is $node, but 20 or later is needed: install it with npm (https://nodejs.org), then run this again."

if ! node build/native-packages.cjs; then
  command -v npm >/dev/null || fail "'npm' is not on the PATH: install it together with Node 20 or later (https://nodejs.org), then run this again."
  say "installing the native packages of the local engine with npm (about 15 s, only when package-lock.json changes) ..."
  # Not 'npm ci': it refuses a lock file without the packages of every other platform. The locked versions and hashes are kept all the same,
  # and the second look is needed because npm leaves out, without a word, an optional package whose hash is wrong.
  npm install --no-save --no-audit --no-fund --loglevel=error >&2 ||
    fail "'npm install' failed (its reason is above): check the network and the npm registry, then run this again."
  node build/native-packages.cjs ||
    fail "npm installed something else than package-lock.json asks for: check the npm registry, delete node_modules, then run this again."
fi
dotnet tool restore >/dev/null 2>&1 || { say "restoring the build tool ..."; dotnet tool restore >&2; } ||
  fail "'dotnet tool restore' failed (its reason is above): check the network and the NuGet source, then run this again."

exec dotnet cake --verbosity=minimal "$@"
