// Checks a log, or one entry with its proof, in the reader's own browser: another implementation than the server's.
// Bytes (RFC 8785), numbers, times, links and tree (RFC 9162), checkpoints and signatures (C2SP). Nothing is sent anywhere.
"use strict";

const Verify = (() => {
  const LIMIT = 16384, PASSED = 30000, EPOCH = "log.reopened";
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const bytes = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return all;
  };
  const hash = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
  const leafOf = (body) => hash([0], body);
  const nodeOf = (left, right) => hash([1], left, right);
  const hex = (data) => Array.from(data, (each) => each.toString(16).padStart(2, "0")).join("");
  const base64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

  // the root over the leaves so far: one hash for each 1 bit of their number
  class Tree {
    constructor() { this.size = 0; this.peaks = []; }
    async append(leaf) {
      let node = leaf;
      for (let complete = this.size; complete % 2; complete = (complete - 1) / 2) node = await nodeOf(this.peaks.pop(), node);
      this.peaks.push(node);
      this.size += 1;
    }
    async root() {
      if (!this.size) return hex(await hash());
      let node = this.peaks[this.peaks.length - 1];
      for (let at = this.peaks.length - 2; at >= 0; at -= 1) node = await nodeOf(this.peaks[at], node);
      return hex(node);
    }
  }

  // an entry is a flat object of strings, its keys in the order of their UTF-16 units, written in one way alone
  const entryOf = (body) => {
    if (body.length > LIMIT) return null;
    try {
      const text = utf8.decode(body), entry = JSON.parse(text);
      if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return null;
      const proper = Object.entries(entry).flat().every((each) => typeof each === "string" && !/\p{Surrogate}/u.test(each));
      const again = `{${Object.keys(entry).sort().map((key) => `${JSON.stringify(key)}:${JSON.stringify(entry[key])}`).join(",")}}`;
      return proper && again === text ? entry : null;
    } catch { return null; }
  };

  const linesOf = (data) => {
    const found = [];
    for (let at = 0; at < data.length;) {
      const end = data.indexOf(10, at);
      found.push(data.subarray(at, end < 0 ? data.length : end));
      at = end < 0 ? data.length : end + 1;
    }
    return found;
  };

  // reads a log from its first entry to its last: what is wrong at which entry, and the root at each size asked for
  const readLog = async (data, sizes = [], told = () => {}) => {
    const tree = new Tree(), faults = [], roots = {}, last = new Map();
    let origin = "", latest = "";
    for (const [seq, body] of linesOf(data).entries()) {
      const leaf = await leafOf(body), entry = entryOf(body);
      await tree.append(leaf);
      if (sizes.includes(tree.size)) roots[tree.size] = await tree.root();
      if (seq % 5000 === 4999) await told(seq + 1);
      if (!entry) { faults.push([seq, "entry"]); continue; }
      if (entry.act === EPOCH || !origin) origin = entry.log;
      if (entry.log !== origin) faults.push([seq, "origin"]);
      if (entry.seq !== String(seq)) faults.push([seq, "seq"]);
      if (entry.ts < latest && entry.clk !== "regressed" && Date.parse(latest) - Date.parse(entry.ts) > PASSED) faults.push([seq, "time"]);
      latest = entry.clk === "regressed" || entry.ts > latest ? entry.ts : latest;
      if (entry.prev !== (entry.obj && last.get(entry.obj) || "")) faults.push([seq, "prev"]);
      if (entry.obj) last.set(entry.obj, hex(leaf));
    }
    return { size: tree.size, root: await tree.root(), origin, faults, roots };
  };

  // checkpoints: name of the log, number of entries, root; below an empty line the signatures. Those over SM3 are left out:
  // browsers have no SM3
  const notesOf = (text) => Array.from(
    text.matchAll(/([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]+=*)\n((?:[^\n—][^\n]*\n)*)\n((?:— \S+ \S+\n)+)/g),
    ([, origin, size, root, more, signed]) => ({
      origin, size: Number(size), root: hex(base64(root)), body: `${origin}\n${size}\n${root}\n${more}`,
      signatures: signed.trim().split("\n").map((line) => line.split(" ")).map(([, name, data]) => ({ name, data: base64(data) })),
    }),
  ).filter((note) => !note.origin.endsWith("/sm3"));

  // keys as they are handed out: name+number+base64, wherever in a text they stand
  const keysOf = async (text) => Promise.all(
    Array.from(text.matchAll(/([^\s"+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})/g), async ([, name, , data]) => {
      const key = base64(data);
      return { name, id: hex((await hash(bytes(`${name}\n`), key)).subarray(0, 4)), kind: key[0], raw: key.subarray(1) };
    }),
  );

  // whose signatures of a checkpoint are right, and whose are not; null where this browser knows no Ed25519
  const signedBy = async (note, keys) => {
    const found = { right: [], wrong: [] };
    for (const { name, data } of note.signatures) {
      const key = keys.find((each) => each.name === name && each.id === hex(data.subarray(0, 4)));
      if (!key || (key.kind !== 1 && key.kind !== 4)) continue;
      let message = bytes(note.body), signature = data.subarray(4);
      if (key.kind === 4) {
        const time = new DataView(data.buffer, 4, 8).getBigUint64(0);
        message = bytes(`cosignature/v1\ntime ${time}\n${note.body}`);
        signature = data.subarray(12);
      }
      try {
        const secret = await crypto.subtle.importKey("raw", key.raw, "Ed25519", false, ["verify"]);
        (await crypto.subtle.verify("Ed25519", secret, signature, message) ? found.right : found.wrong).push(name);
      } catch { return null; }
    }
    return found;
  };

  // a proof: number of the entry, hashes beside its way to the root, the checkpoint with that root (RFC 9162 2.1.3.2)
  const proofOf = (text) => {
    const [head, ...rest] = text.split("\n\n"), lines = head.split("\n");
    if (lines.shift() !== "c2sp.org/tlog-proof@v1") return null;
    if (lines[0] && lines[0].startsWith("extra ")) lines.shift();
    const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() || "");
    const [note] = notesOf(rest.join("\n\n"));
    try { return index && note ? { index: Number(index[1]), hashes: lines.map(base64), note } : null; } catch { return null; }
  };
  const proves = async (body, { index, hashes, note }) => {
    if (index >= note.size) return false;
    let node = index, end = note.size - 1, root = await leafOf(body);
    for (const beside of hashes) {
      if (!end) return false;
      if (node % 2 || node === end) {
        root = await nodeOf(beside, root);
        while (node && !(node % 2)) { node /= 2; end = Math.floor(end / 2); }
      } else {
        root = await nodeOf(root, beside);
      }
      node = Math.floor(node / 2);
      end = Math.floor(end / 2);
    }
    return end === 0 && hex(root) === note.root;
  };

  return { readLog, notesOf, keysOf, signedBy, proofOf, proves };
})();

// the page: files are chosen, and what was found is listed
(() => {
  const input = document.getElementById("own-files"), list = document.getElementById("own-found");
  if (!input || !list) return;
  input.closest("section").hidden = false;
  const words = list.dataset;
  const say = (text, kind, values = {}) => {
    const line = document.createElement("li");
    line.className = kind;
    line.textContent = Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
    list.append(line);
    return line;
  };
  const signatures = async (note, keys) => {
    if (!keys.length) return say(words.noKeys, "soft");
    const found = await Verify.signedBy(note, keys);
    if (!found) return say(words.noSignatures, "soft");
    found.right.forEach((name) => say(words.signed, "good", { name }));
    found.wrong.forEach((name) => say(words.forged, "bad", { name }));
    return found.right.length + found.wrong.length || say(words.unknown, "soft");
  };
  const checkProof = async (body, proof, keys) => {
    const right = await Verify.proves(body, proof);
    say(right ? words.proved : words.notProved, right ? "good" : "bad", { n: proof.index, size: proof.note.size });
    await signatures(proof.note, keys);
  };
  const checkLog = async (data, notes, keys) => {
    const waiting = say(words.reading, "soft", { n: 0 });
    const found = await Verify.readLog(data, notes.map((note) => note.size), async (n) => {
      waiting.textContent = words.reading.replace("{n}", n);
      await new Promise((resume) => setTimeout(resume));
    });
    waiting.remove();
    say(words.log, "soft", { n: found.size, root: found.root });
    found.faults.slice(0, 50).forEach(([n, kind]) => say(words[kind], "bad", { n }));
    if (!found.faults.length) say(words.inOrder, "good");
    if (!notes.length) say(words.noNote, "soft");
    for (const note of notes) {
      const right = found.roots[note.size] === note.root;
      say(right ? words.agrees : words.differs, right ? "good" : "bad", { n: note.size });
      await signatures(note, keys);
    }
  };
  input.addEventListener("change", async () => {
    list.replaceChildren();
    if (!globalThis.crypto || !crypto.subtle) return say(words.unsafe, "bad");
    const files = await Promise.all(Array.from(input.files, async (file) => new Uint8Array(await file.arrayBuffer())));
    const texts = files.map((data) => new TextDecoder().decode(data));
    const keys = (await Promise.all(texts.map(Verify.keysOf))).flat();
    const notes = texts.flatMap(Verify.notesOf), proof = texts.map(Verify.proofOf).find(Boolean);
    const log = files.find((_, place) => /^\{[^]*"seq":"/.test(texts[place]));
    if (!log) return say(words.nothing, "bad");
    const alone = /^\{[^\n]*"seq":"(\d+)"[^\n]*\n?$/.exec(texts[files.indexOf(log)]);
    if (alone && !proof && alone[1] !== "0") return say(words.alone, "bad", { n: alone[1] });
    return proof ? checkProof(log[log.length - 1] === 10 ? log.subarray(0, -1) : log, proof, keys) : checkLog(log, notes, keys);
  });
})();
