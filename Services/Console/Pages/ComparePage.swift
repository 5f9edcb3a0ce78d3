import Contracts

/// A council's list beside the children we know.
struct ComparePage {
  let list: String
  let authority: Authority
  let known: KnownChildren
  let listed: Set<String>
  var width = 80

  /// In the list, and unknown to us.
  var silent: [String] { listed.subtracting(known.children).sorted() }
  /// Known to us, and not in the list.
  var unlisted: [String] { known.children.subtracting(listed).sorted() }
  var agrees: Bool { silent.isEmpty && unlisted.isEmpty }

  var json: JSON {
    .object([
      ("authority", .string(authority.text)), ("on", .string(known.day.description)),
      ("listed", .integer(listed.count)), ("known", .integer(known.children.count)),
      ("notKnown", .strings(silent)), ("notListed", .strings(unlisted)),
    ])
  }

  var lines: [String] {
    var lines = [Style.title.of("\(Words.title(authority.text)), in care on \(Words.date(known.day.description))")]
    lines += part(silent, "In the list and not known here: nobody reviews them", .bad)
    lines += part(unlisted, "Known here and not in the list", .warning)
    lines.append("")
    let count = "The list has \(Words.count(listed.count, "child", "children")), Holdfast \(known.children.count)."
    return lines + Words.wrapped(agrees ? count + " They are the same." : count, width)
  }

  private func part(_ children: [String], _ title: String, _ style: Style) -> [String] {
    guard !children.isEmpty else { return [] }
    return ["", style.of("\(title) (\(children.count))")]
      + Words.wrapped(children.joined(separator: " "), width - 2).map { "  " + $0 }
  }
}
