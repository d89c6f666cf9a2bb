"""What axe finds on a page, whatever its impact."""

from axe_playwright_python.base import AXE_SCRIPT

LEFT_OUT = [".paper + .paper", ".unit ~ .unit", "tbody tr:nth-child(n+9)"]  # more of the same
# axe takes a third of its time to read the same colours of each element anew
REMEMBER = """const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
Color.prototype.parseString = function (text) {
  if (!known.has(text)) {
    const { r, g, b, alpha } = read.call(this, text);
    known.set(text, { r, g, b, alpha });
  }
  return Object.assign(this, known.get(text));
};"""
ASK = f"axe.run({{exclude: {[[part] for part in LEFT_OUT]}}}, {{resultTypes: ['violations'], preload: false}})"
# axe measures what it leaves out as well, which is most of the work in a long list
SHORTEN = f"document.querySelectorAll('{', '.join(LEFT_OUT)}').forEach((part) => part.remove())"


def inaccessible(page) -> list[str]:
    """What axe finds in the first rows of lists and the first of many sheets."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE_SCRIPT}\n{REMEMBER} }}")
    found = page.evaluate(ASK)["violations"]
    return [f"{item['id']} {item['nodes'][0]['html'][:200]}" for item in found]


def shorten(page):
    """Takes away what axe leaves out: the page is no longer what it was."""
    page.evaluate(SHORTEN)
