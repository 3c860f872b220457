// Searches the published index in the exported site, where no server answers. The lists beside it need no script.
const box = document.querySelector("[data-search-index]");

function hit(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = entry.path;
  link.textContent = entry.title;
  item.append(link);
  return item;
}

function show(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length ? entries.filter((one) => words.every((word) => one.words.includes(word))) : [];
  const status = box.querySelector("[role=status]");
  status.textContent = words.length ? `${found.length} ${status.dataset.found}` : "";
  box.querySelector("ul").replaceChildren(...found.slice(0, 50).map(hit));
}

async function begin() {
  const answer = await fetch(box.dataset.searchIndex);
  if (!answer.ok) return;
  const entries = await answer.json();
  const input = box.querySelector("input");
  input.disabled = false;
  box.querySelector("[role=status]").textContent = "";
  input.addEventListener("input", () => show(entries, input.value));
}

if (box) begin();
