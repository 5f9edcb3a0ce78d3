import Mustache

/// What a template sees: names, and what stands under each. It has few of them, so that looking for one is quicker than
/// hashing it; and as it is no generic type, what it can be seen as is known at once.
struct Seen: MustacheParent, ExpressibleByDictionaryLiteral {
  private var members: [(name: String, value: Any)]

  init(dictionaryLiteral members: (String, Any)...) { self.members = members.map { (name: $0, value: $1) } }

  subscript(name: String) -> Any? {
    get {
      // Looked at where they stand: what is passed over is not copied.
      for place in members.indices where members[place].name == name { return members[place].value }
      return nil
    }
    set {
      members.removeAll { $0.name == name }
      if let newValue { members.append((name, newValue)) }
    }
  }

  func child(named name: String) -> Any? { self[name] }

  /// The kinds of block that a template may show; each block is one of them.
  private static let kinds = [
    "html", "written", "toWrite", "figureTable", "highlights", "table", "columns", "actions", "risks", "residuals",
    "impacts", "targets", "signatures", "verification", "contributed",
  ]

  /// A block of no kind yet: every kind is false, so that no block of another level shines through.
  static var block: Seen {
    var seen: Seen = [:]
    seen.members = kinds.map { (name: $0, value: false) }
    return seen
  }
}
