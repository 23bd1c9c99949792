// Runs in the kernel's worker in place of pyodide.js: loads Pyodide with the site's list of packages, tells the page
// how many bytes have come, and fetches what only the calendar file needs a little later.
const channel = new BroadcastChannel("mmready");
const plainFetch = self.fetch.bind(self);
const settings = "SETTINGS"; // put in by mmready site: pyodide, lock, later, warm

function counted(response) {
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      channel.postMessage({ bytes: chunk.byteLength });
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  const copy = new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  Object.defineProperty(copy, "url", { value: response.url });
  return copy;
}

self.fetch = async (...request) => counted(await plainFetch(...request));

// this file is at <site>/kernel.js; the worker itself is deep inside an extension
const site = new URL(self.location.href.replace(/extensions\/.*$/, ""));
const pyodideFolder = new URL(settings.pyodide, site).href;

function failed(error) {
  channel.postMessage({ failed: `${pyodideFolder}: ${error.message ?? error}` });
  throw error;
}

try {
  importScripts(new URL("pyodide.js", pyodideFolder).href);
} catch (error) {
  failed(error);
}
const load = self.loadPyodide;

async function lockAddress() {
  const lock = await (await plainFetch(new URL(settings.lock, site))).json();
  for (const entry of Object.values(lock.packages)) {
    if (entry.file_name.startsWith("site:")) entry.file_name = new URL(entry.file_name.slice(5), site).href;
  }
  return URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" }));
}

async function started(options) {
  const lockFileURL = await lockAddress();
  const pyodide = await load({ ...options, indexURL: pyodideFolder, lockFileURL });
  channel.postMessage({ stage: "Starting Python" });
  // before the learner's folder is mounted: each look into that is a request
  await pyodide.runPythonAsync(settings.warm);
  setTimeout(() => pyodide.loadPackage(settings.later), 10000);
  return pyodide;
}

self.loadPyodide = (options) => started(options).catch(failed);
