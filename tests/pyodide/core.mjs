// Runs tests inside Pyodide in Node. Told by one argument, JSON: `folder` has Pyodide's files, `packages` of them are
// loaded, `wheels` are unpacked, `folders` (where → from where) are shared, `options` are pytest's.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { folder, packages, wheels, folders, options } = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder, env: { HOME: "/home/pyodide" } });
await python.loadPackage(packages, { messageCallback: () => {} });
for (const wheel of wheels) {
  python.unpackArchive(new Uint8Array(readFileSync(wheel)).buffer, "wheel", { extractDir: "/wheels" });
}
for (const [place, root] of Object.entries(folders)) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
python.globals.set("options", python.toPy(options));
process.exitCode = await python.runPythonAsync(`
import os, sys
sys.path[:0] = ["/project", "/wheels"]
sys.dont_write_bytecode = True
os.chdir("/project")
import pytest
int(pytest.main(list(options), plugins=["tests.pyodide.inside"]))
`);
