// Where scripts run, a reader may answer with four keys. They are silent while somebody types, and can be turned off.
(() => {
  const told = document.querySelector("[data-evidence-keys]");
  const form = told && document.querySelector(told.dataset.evidenceKeys);
  if (!form) return;
  const answers = { 1: "yes", 2: "no", 3: "cannot-decide" };
  const onward = told.querySelector("a");
  const turn = told.querySelector("button");
  const words = told.querySelector("[data-evidence-keys-words]");
  const kept = "evidence-keys-off";
  let off = false;
  let answered = false;

  try { off = localStorage.getItem(kept) === "1"; } catch { /* a browser that keeps nothing */ }
  const show = () => { turn.textContent = off ? turn.dataset.on : turn.dataset.off; words.hidden = off; };
  const typing = (at) => at.isContentEditable || at.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

  turn.addEventListener("click", () => {
    off = !off;
    try { localStorage.setItem(kept, off ? "1" : "0"); } catch { /* until the page is left */ }
    show();
  });
  form.addEventListener("input", () => { answered = true; });
  document.addEventListener("keydown", (press) => {
    if (off || press.defaultPrevented || press.repeat || press.ctrlKey || press.altKey || press.metaKey || typing(press.target)) return;
    if (press.key === "n") {
      press.preventDefault();
      // What was entered and not saved is not left behind: the way on leads past the button first.
      return answered ? form.querySelector("button:not([type=button])").focus() : onward.click();
    }
    const chosen = answers[press.key] && form.querySelector(`input[name=concern][value="${answers[press.key]}"]`);
    if (!chosen) return;
    press.preventDefault();
    chosen.click();
    chosen.focus();
  });
  show();
  told.hidden = false;
})();
