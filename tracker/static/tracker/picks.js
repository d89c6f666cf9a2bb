// Ticks all rows of a list that can be ticked, and says on the button how many are; everything works without it.
const picks = [...document.querySelectorAll("input[name=pick]")];
const head = document.querySelector("th.pick");
const told = document.querySelector("[data-picked]");
const tell = () => {
  const number = picks.filter((pick) => pick.checked).length;
  if (told) told.textContent = number ? `（${number}）` : "";
};
if (head && picks.length) {
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", head.textContent);
  all.addEventListener("change", () => {
    picks.forEach((pick) => { pick.checked = all.checked; });
    tell();
  });
  head.replaceChildren(all);
}
picks.forEach((pick) => pick.addEventListener("change", tell));
tell();
