import Contracts

/// What a service says of one method or event as a person reads it: each member by its own name, whether it is needed,
/// what it looks like and what it means. The schema itself is what `--json` shows.
struct DescribePage {
  private let described: JSON

  /// A page of the answer of `describe` with a name.
  init(_ described: JSON) { self.described = described }

  /// The page's lines.
  var lines: [String] {
    let plain = (described.members?.list ?? []).filter { !["params", "result", "data", "envelope"].contains($0.name) }
    var lines = AnswerPage(.object(JSON.Members(plain.map { ($0.name, $0.value) }))).lines
    for part in ["params", "data", "result"] {
      guard let schema = described[part], schema["properties"] != nil else { continue }
      let rows = DescribePage.rows(of: schema, under: "")
      guard !rows.isEmpty else { continue }
      let columns = ["Member", "Needed", "Form", "Words"].map { TextTable.Column.words($0) }
      lines += ["", Style.title.of(Words.title(part))] + TextTable(columns: columns, rows: rows).lines()
    }
    return lines
  }

  /// A row for each member of an object, with those of what it holds under it: `by.role`, `children[]`.
  private static func rows(of schema: JSON, under path: String) -> [[String]] {
    let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
    return (schema["properties"]?.members?.list ?? []).flatMap { member -> [[String]] in
      let name = path + member.name
      let row = [
        name, required.contains(member.name) ? "yes" : "", form(of: member.value),
        member.value["description"]?.string ?? "",
      ]
      let inner = rows(of: member.value, under: "\(name).")
      let items = member.value["items"].map { rows(of: $0, under: "\(name)[].") } ?? []
      return [row] + inner + items
    }
  }

  /// What a member looks like, in a word or two.
  private static func form(of schema: JSON) -> String {
    if let words = schema["enum"]?.array?.compactMap(\.string) {
      return words.count > 12 ? "a code" : words.joined(separator: ", ")
    }
    switch schema["type"]?.string {
    case "array": return "list of \(form(of: schema["items"] ?? .null))"
    case "object": return "object"
    case "boolean": return "true, false"
    case "integer", "number": return "number"
    case "string": return text(schema)
    case _: return "any"
    }
  }

  private static func text(_ schema: JSON) -> String {
    switch (schema["format"]?.string, schema["pattern"]?.string) {
    case ("date", _): "date"
    case ("date-time", _): "time"
    case (_, "^[a-z0-9]+(-[a-z0-9]+)*$"): "kebab-word"
    case (_, "^[A-Za-z0-9-]{1,36}$"), (_, "^[A-Za-z0-9-]{1,64}$"): "id"
    case _: "text"
    }
  }
}
