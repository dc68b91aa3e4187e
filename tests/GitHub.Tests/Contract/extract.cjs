// Cuts out of GitHub's own OpenAPI description (npm package @octokit/openapi, 385 MB unpacked) the operations that the adapter uses, with every
// schema that they refer to, word for word. The integrity is the one that npm publishes: another package is refused.
//   node tests/GitHub.Tests/Contract/extract.cjs      writes github.json and github-enterprise.json beside this file
'use strict';
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const version = '23.0.2';
const integrity = 'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==';
const sources = { 'github.json': 'api.github.com.json', 'github-enterprise.json': 'ghes-3.19.json' };
const operations = [
  ['get', '/user'],
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['patch', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['delete', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ['get', '/repos/{owner}/{repo}/commits/{ref}/check-runs'],
  ['post', '/repos/{owner}/{repo}/check-runs'],
  ['patch', '/repos/{owner}/{repo}/check-runs/{check_run_id}'],
];

// Examples and prose bind nobody; they are most of the text.
const prose = new Set(['description', 'example', 'examples', 'x-github', 'externalDocs', 'summary', 'tags', 'x-octokit']);

function slice(whole, source) {
  const info = { title: whole.info.title, version: whole.info.version, package: `@octokit/openapi ${version}`, file: source };
  const cut = { openapi: whole.openapi, info, servers: whole.servers.map((s) => s.url), paths: {}, components: {} };
  const copy = (node, named) => {
    if (Array.isArray(node)) return node.map((n) => copy(n, false));
    if (node === null || typeof node !== 'object') return node;
    if (typeof node.$ref === 'string') return refer(node);
    // Below 'properties' the names are data, so a property called 'description' stays.
    return Object.fromEntries(Object.entries(node).filter(([k]) => named || !prose.has(k))
      .map(([k, v]) => [k, k === 'enum' || k === 'required' || k === 'default' ? v : copy(v, k === 'properties' && !named)]));
  };
  const refer = (node) => {
    const [, , kind, name] = node.$ref.split('/');
    cut.components[kind] ??= {};
    if (!(name in cut.components[kind])) {
      cut.components[kind][name] = null;
      cut.components[kind][name] = copy(whole.components[kind][name], false);
    }
    return { $ref: node.$ref };
  };
  for (const [method, path] of operations) (cut.paths[path] ??= {})[method] = copy(whole.paths[path][method], false);
  return cut;
}

const folder = mkdtempSync(join(tmpdir(), 'github-contract-'));
try {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', `@octokit/openapi@${version}`, '--json', '--loglevel=error', '--pack-destination', folder], { encoding: 'utf8' }));
  const archive = join(folder, packed.filename);
  const found = 'sha512-' + createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (found !== integrity) throw new Error(`@octokit/openapi ${version} is not the package that was expected: its hash is ${found}`);
  for (const [target, source] of Object.entries(sources)) {
    execFileSync('tar', ['xzf', archive, '-C', folder, `package/generated/${source}`]);
    writeFileSync(join(__dirname, target), JSON.stringify(slice(JSON.parse(readFileSync(join(folder, 'package/generated', source), 'utf8')), source), null, 1) + '\n');
  }
} finally {
  rmSync(folder, { recursive: true });
}
