// Where scripts run, the next page of a chat joins the one that is read to its end. Without them its link leads there.
(() => {
  const list = document.querySelector(".evidence-chat");
  const next = () => document.querySelector("[data-evidence-later]");
  if (!list || !next() || !("IntersectionObserver" in window)) return;
  let busy = false;

  const join = (page) => {
    for (const line of [...page.querySelectorAll(".evidence-chat > li")]) {
      const days = [...list.querySelectorAll(".evidence-day time")];
      const day = line.matches(".evidence-day") && line.querySelector("time");
      if (day && days.length && days[days.length - 1].dateTime === day.dateTime) continue;
      list.append(document.importNode(line, true));
    }
    const later = page.querySelector("[data-evidence-later]");
    later ? next().querySelector("a").setAttribute("href", later.querySelector("a").getAttribute("href")) : next().remove();
  };

  const watcher = new IntersectionObserver(async (seen) => {
    if (busy || !seen.some((one) => one.isIntersecting)) return;
    busy = true;
    const answer = await fetch(next().querySelector("a").href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return watcher.disconnect();
    join(new DOMParser().parseFromString(await answer.text(), "text/html"));
    busy = false;
    next() ? (watcher.unobserve(next()), watcher.observe(next())) : watcher.disconnect();
  });
  watcher.observe(next());
})();
