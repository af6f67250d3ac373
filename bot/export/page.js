(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const root = document.documentElement;
  const words = find("#words"), sector = find("#sector"), count = find("#count"), none = find("#none");
  const companies = all("#companies > li"), titles = JSON.parse(document.body.dataset.titles);

  // As the words of each company were folded: without case, accents and ligatures.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/’/g, "'");

  const say = (shown) => {
    const single = root.lang === "fr" ? shown < 2 : shown === 1;
    const form = count.getAttribute(`data-${root.lang}-${single ? "one" : "many"}`);
    count.textContent = form.replace("{n}", new Intl.NumberFormat(root.lang).format(shown));
    count.lang = root.lang;
    if (none) none.hidden = shown > 0;
  };

  const show = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const company of companies) {
      const fits = (!sector.value || company.dataset.sector === sector.value)
        && wanted.every((word) => company.dataset.words.includes(word));
      company.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    say(shown);
  };

  const speak = (language) => {
    root.lang = language;
    document.title = titles[language];
    for (const option of sector.options) option.textContent = option.dataset[language];
    for (const button of all("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    show();
  };

  for (const button of all("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  words.addEventListener("input", show);
  sector.addEventListener("change", show);
  // A page printed while searched shows what was found; without this script, everything stands there.
  for (const hidden of all(".languages, .controls")) hidden.hidden = false;
  speak((navigator.language || "").toLowerCase().startsWith("en") ? "en" : "fr");
})();
