"""Checks pages of HTML against the rules of WCAG 2.2 (AA) and HTML that a program can check, without network or browser.

Usage: accessible.py FILE...   Prints each finding as `file: what is wrong`, and ends with 1 where there is any.
"""

import re
import sys
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SVG = {"svg", "title", "desc", "rect", "line", "text", "tspan", "polyline", "circle", "path", "g"}
ROLES = {"img", "note", "group", "region", "presentation", "none"}
ARIA = {"aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"}
FORBIDDEN = {"script", "iframe", "object", "embed", "link", "font", "center", "marquee", "blink", "form"}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children, self.parts = [], []

    def text(self):
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def own_text(self):
        return "".join(part for part in self.parts if isinstance(part, str)).strip()

    def all(self, *tags):
        for child in self.children:
            if not tags or child.tag in tags:
                yield child
            yield from child.all(*tags)

    def above(self):
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def classes(self):
        return (self.attributes.get("class") or "").split()

    def name(self):
        return self.attributes.get("aria-label") or self.text().strip()


class Tree(HTMLParser):
    """The elements of a page; what is not well formed is a finding."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("#root", {}, None)
        self.here = self.root
        self.findings = []
        self.doctype = None

    def handle_decl(self, text):
        self.doctype = text.lower()

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            self.findings.append(f"<{tag}> has an attribute twice")
        element = Element(tag, dict(attributes), self.here)
        self.here.children.append(element)
        self.here.parts.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag in SVG:
            self.here = self.here.parent
        elif tag not in VOID:
            self.findings.append(f"<{tag}/> does not close itself in HTML")

    def handle_endtag(self, tag):
        if self.here.tag != tag:
            self.findings.append(f"</{tag}> where <{self.here.tag}> is open")
        if self.here.parent is not None:
            self.here = self.here.parent

    def handle_data(self, text):
        self.here.parts.append(text)


class Rule:
    """One selector of a style sheet with what it declares, and whether it is for print alone."""

    def __init__(self, selector, declared, is_print):
        self.steps = [step for step in selector.split() if step not in (">", "+", "~")]
        self.declared, self.is_print = declared, is_print
        counts = [len(re.findall(pattern, selector)) for pattern in (r"#", r"[.\[:]", r"(?:^|\s)[a-z]")]
        self.weight = tuple(counts)

    @staticmethod
    def fits_step(step, element):
        tag = re.match(r"[a-z][a-z0-9]*|\*", step)
        if tag and tag[0] not in ("*", element.tag):
            return False
        if any(name not in element.classes() for name in re.findall(r"\.([\w-]+)", step)):
            return False
        for name, value in re.findall(r"\[([\w-]+)(?:=([\w-]+))?\]", step):
            if name not in element.attributes or (value and element.attributes[name] != value):
                return False
        return bool(tag) or "." in step or "[" in step

    def fits(self, element):
        if not self.fits_step(self.steps[-1], element):
            return False
        rest = self.steps[:-1]
        for above in element.above():
            if not rest:
                break
            if self.fits_step(rest[-1], above):
                rest = rest[:-1]
        return not rest


def rules_of(css):
    """The rules of a style sheet, states such as :focus apart; and the custom properties."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    found, variables = [], {}

    def read(text, is_print):
        place = 0
        while (opening := text.find("{", place)) >= 0:
            selector = text[place:opening].strip()
            depth, end = 1, opening + 1
            while depth and end < len(text):
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            body = text[opening + 1:end - 1]
            place = end
            if selector.startswith("@media"):
                read(body, "print" in selector)
            elif not selector.startswith("@"):
                declared = dict(
                    (part.split(":", 1)[0].strip(), part.split(":", 1)[1].strip())
                    for part in body.split(";") if ":" in part)
                if selector == ":root":
                    variables.update({name: value for name, value in declared.items() if name.startswith("--")})
                    continue
                for one in selector.split(","):
                    pseudo = re.sub(r":nth-last-child\(\d\)", "", one.strip())
                    if ":" not in pseudo:
                        found.append(Rule(pseudo, declared, is_print))

    read(css, False)
    return found, variables


def colour(text, variables):
    """The channels of a colour, or nothing where the text is none."""
    for name in re.findall(r"var\((--[\w-]+)\)", text or ""):
        text = text.replace(f"var({name})", variables.get(name, ""))
    digits = re.search(r"#([0-9a-fA-F]{6})\b", text or "")
    return tuple(int(digits[1][i:i + 2], 16) for i in (0, 2, 4)) if digits else None


def contrast(one, other):
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    def light(channels):
        parts = [c / 255 for c in channels]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Page:
    def __init__(self, text):
        self.tree = Tree()
        self.tree.feed(text)
        self.tree.close()
        self.text = text
        self.root = self.tree.root
        self.findings = list(self.tree.findings)
        self.css = "\n".join(style.text() for style in self.root.all("style"))

    def say(self, words):
        self.findings.append(words)

    def check(self):
        if self.tree.here is not self.root:
            self.say(f"<{self.tree.here.tag}> is never closed")
        self.head()
        self.ids()
        self.landmarks()
        self.headings()
        self.tables()
        self.pictures()
        self.links_and_lists()
        self.attributes()
        self.styles()
        return self.findings

    def head(self):
        if self.tree.doctype != "doctype html":
            self.say("the page has no <!DOCTYPE html>")
        html = next(self.root.all("html"), None)
        if html is None or not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", html.attributes.get("lang", "")):
            self.say("the page does not say its language")
        if not any(title.text().strip() for title in self.root.all("title") if title.parent.tag == "head"):
            self.say("the page has no title")
        metas = {meta.attributes.get("name"): meta.attributes.get("content", "") for meta in self.root.all("meta")}
        if re.search(r"user-scalable=no|maximum-scale", metas.get("viewport") or ""):
            self.say("the page cannot be magnified")
        for tag in FORBIDDEN:
            if any(True for _ in self.root.all(tag)):
                self.say(f"the page has <{tag}>")

    def ids(self):
        ids = [element.attributes["id"] for element in self.root.all() if "id" in element.attributes]
        for one in sorted({one for one in ids if ids.count(one) > 1 or not one.strip()}):
            self.say(f"the id '{one}' is not unique")
        known = set(ids)
        for element in self.root.all():
            named = [one for name in ("aria-labelledby", "aria-describedby") for one in
                     element.attributes.get(name, "").split()]
            if element.attributes.get("href", "").startswith("#"):
                named.append(element.attributes["href"][1:])
            for one in named:
                if one not in known:
                    self.say(f"<{element.tag}> names '{one}', which is nowhere")

    def landmarks(self):
        for tag in ("header", "main", "footer"):
            own = [one for one in self.root.all(tag) if one.parent.tag == "body"]
            if len(own) != 1:
                self.say(f"the body has {len(own)} <{tag}>")
        for nav in self.root.all("nav"):
            if "aria-label" not in nav.attributes and "aria-labelledby" not in nav.attributes:
                self.say("a <nav> has no name")
        body = next(self.root.all("body"), None)
        for child in body.children if body else []:
            if child.tag not in ("header", "nav", "main", "footer") and "skip" not in child.classes():
                self.say(f"<{child.tag}> stands outside the landmarks")
        first = next(self.root.all("a"), None)
        if first is None or first.attributes.get("href") != "#main":
            self.say("the first link does not skip to the main part")

    def headings(self):
        level = 0
        headings = list(self.root.all("h1", "h2", "h3", "h4", "h5", "h6"))
        if sum(one.tag == "h1" for one in headings) != 1:
            self.say("there is not exactly one <h1>")
        for heading in headings:
            next_level = int(heading.tag[1])
            if next_level > level + 1:
                self.say(f"<{heading.tag}> '{heading.text().strip()}' skips a level")
            if not heading.text().strip():
                self.say(f"an empty <{heading.tag}>")
            level = next_level

    def tables(self):
        for table in self.root.all("table"):
            caption = next(table.all("caption"), None)
            if caption is None or not caption.text().strip():
                self.say("a table has no caption")
                continue
            name = " ".join(caption.text().split())
            heads = [row for head in table.all("thead") for row in head.all("tr")]
            if not heads:
                self.say(f"'{name}' has no head")
                continue
            for cell in table.all("th"):
                if not cell.text().strip():
                    self.say(f"'{name}' has an empty header")
                if cell.attributes.get("scope") not in ("col", "row", "rowgroup", "colgroup"):
                    self.say(f"'{name}' has a header without scope")
            wide = sum(int(cell.attributes.get("colspan", 1)) for cell in heads[0].children)
            self.rows(table, name, wide)

    def rows(self, table, name, wide):
        below = {}
        for number, row in enumerate(row for part in table.all("tbody", "tfoot") for row in part.all("tr")):
            if "reflection" not in table.classes() and not any(cell.tag == "th" for cell in row.children):
                self.say(f"'{name}' has a row without a header")
            cells = sum(int(cell.attributes.get("colspan", 1)) for cell in row.children) + below.get(number, 0)
            for cell in row.children:
                for other in range(1, int(cell.attributes.get("rowspan", 1))):
                    below[number + other] = below.get(number + other, 0) + 1
            if cells != wide:
                self.say(f"'{name}' has a row of {cells} cells under a head of {wide}")

    def pictures(self):
        for picture in self.root.all("img"):
            if "alt" not in picture.attributes:
                self.say("an <img> has no alt")
        for svg in self.root.all("svg"):
            named = svg.attributes.get("aria-labelledby", "").split()
            texts = [one.text().strip() for one in svg.children if one.attributes.get("id") in named]
            if svg.attributes.get("role") != "img" or len(texts) < 2 or not all(texts):
                self.say("a chart has no name and description")
            figure = svg.parent
            if figure.tag != "figure" or not any(c.text().strip() for c in figure.all("figcaption")):
                self.say("a chart has no words beside it")
            elif not any(True for _ in figure.parent.all("table")):
                self.say("a chart has no table of its numbers")

    def links_and_lists(self):
        for link in self.root.all("a"):
            if not link.name() or "href" not in link.attributes:
                self.say("a link without words or target")
        for one in self.root.all("ul", "ol"):
            if not one.children or any(child.tag != "li" for child in one.children):
                self.say(f"a <{one.tag}> is empty or holds something else than <li>")
        for one in self.root.all("li"):
            if one.parent.tag not in ("ul", "ol"):
                self.say("an <li> outside a list")
        for one in self.root.all("p"):
            if any(child.tag in ("p", "div", "table", "ul", "ol", "figure") for child in one.children):
                self.say("a <p> holds a block")

    def attributes(self):
        for element in self.root.all():
            for name, value in element.attributes.items():
                if name.startswith("on"):
                    self.say(f"<{element.tag}> runs script")
                if name in ("src", "srcset", "action") or (name == "href" and not (value or "").startswith("#")):
                    self.say(f"<{element.tag}> needs the network: {value}")
                if name == "role" and value not in ROLES:
                    self.say(f"the role '{value}' is not known")
                if name.startswith("aria-") and (name not in ARIA or not value):
                    self.say(f"{name}='{value}' says nothing")
                if name == "tabindex" and value != "0":
                    self.say("a tabindex other than 0")
        for group in self.root.all():
            if group.attributes.get("tabindex") == "0" and not (
                    group.attributes.get("aria-label") or group.attributes.get("aria-labelledby")):
                self.say("something that takes the focus has no name")
        if re.search(r"url\(|@import|https?://", self.css):
            self.say("the style needs the network")

    def styles(self):
        found, variables = rules_of(self.css)
        if not re.search(r":focus-visible[^{]*\{[^}]*outline:\s*[23]px", self.css) or "outline: none" in self.css:
            self.say("the focus cannot be seen")
        for words, pattern in (("page numbers", r"counter\(page\)"), ("page breaks", r"break-(before|after|inside)"),
                               ("a style for print", r"@media print")):
            if not re.search(pattern, self.css):
                self.say(f"the style has no {words}")
        for is_print in (False, True):
            self.contrasts([rule for rule in found if is_print or not rule.is_print], variables)

    def contrasts(self, found, variables):
        found = sorted(enumerate(found), key=lambda pair: (pair[1].weight, pair[0]))
        seen = {}

        def style(element):
            known = seen.get(id(element))
            if known is not None:
                return known
            above = style(element.parent) if element.parent is not None else {
                "color": (0, 0, 0), "background": (255, 255, 255), "fill": (0, 0, 0)}
            own = dict(above)
            for _, rule in found:
                if not any(name in rule.declared for name in ("color", "background", "fill")):
                    continue
                if rule.fits(element):
                    for name in ("color", "background", "fill"):
                        channels = colour(rule.declared.get(name, "").replace("inherit", ""), variables)
                        if channels:
                            own[name] = channels
                        elif rule.declared.get(name) == "inherit":
                            own[name] = above[name]
            seen[id(element)] = own
            return own

        told = set()
        for element in self.root.all():
            tags = {element.tag} | {above.tag for above in element.above()}
            if "head" in tags or "desc" in tags or (element.tag == "title"):
                continue
            own = style(element)
            if element.tag in ("rect", "circle"):
                pair, least = (own["fill"], own["background"]), 3
            elif element.own_text():
                pair, least = (own["fill"] if "svg" in tags else own["color"], own["background"]), 4.5
            else:
                continue
            if contrast(*pair) < least and (element.tag, pair) not in told:
                told.add((element.tag, pair))
                self.say(f"<{element.tag} class={element.classes()}> has a contrast of {contrast(*pair):.2f}")


def main(files):
    count = 0
    for file in files:
        with open(file, encoding="utf-8") as page:
            for finding in Page(page.read()).check():
                count += 1
                print(f"{file}: {finding}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
