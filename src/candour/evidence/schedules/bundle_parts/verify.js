// Compares chosen files with hashes.txt. Nothing leaves this computer: there is no network in this page.
"use strict";
(() => {
  const K = [];
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (prime) K.push(n);
  }
  const START = K.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const ROUNDS = K.map((p) => fraction(Math.cbrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  function sha256(bytes) {
    const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 536870912));
    view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    const h = START.slice();
    const w = new Int32Array(64);
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
      for (let i = 16; i < 64; i++) {
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const t = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
        const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [k, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
      }
      [a, b, c, d, e, f, g, k].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
    }
    return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  const show = (list) => {
    const rows = document.querySelector("#result tbody");
    rows.replaceChildren(...list.map(([name, told]) => {
      const row = document.createElement("tr");
      [name, told].forEach((text, i) => {
        const cell = document.createElement(i ? "td" : "th");
        cell.textContent = text;
        row.append(cell);
      });
      return row;
    }));
  };

  async function check(files) {
    const found = new Map();
    for (const file of files) found.set(file.name, new Uint8Array(await file.arrayBuffer()));
    const say = document.querySelector("#said");
    if (!found.has("hashes.txt")) {
      say.textContent = say.dataset.missing;
      return show([]);
    }
    const listed = new TextDecoder().decode(found.get("hashes.txt")).trim().split("\n").map((line) => line.split("  "));
    const words = document.querySelector("#result").dataset;
    const rows = listed.map(([hash, name]) => [name, !found.has(name) ? words.absent : sha256(found.get(name)) === hash ? words.same : words.other]);
    const names = new Set(listed.map(([, name]) => name));
    for (const name of found.keys()) if (!names.has(name) && name !== "hashes.txt") rows.push([name, words.unlisted]);
    const whole = rows.every(([, told]) => told === words.same);
    say.textContent = (whole ? say.dataset.whole : say.dataset.broken) + " " + sha256(found.get("hashes.txt"));
    show(rows);
  }

  document.querySelector("#files").addEventListener("change", (event) => check(event.target.files));
})();
