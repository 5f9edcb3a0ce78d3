/// One line of an allow list (`protocol.md` §7):
/// `name public-key permissions authorities [officer=ID] [role=ROLE] [from..to]`.
///
/// A member that is not known makes the line a bad one: what it limits would otherwise be open.
public struct AllowedKey: Hashable, Sendable {
  /// The key's name, 1–64 of letters, digits, `.`, `_` and `-`. A key and the one it replaces have the same name.
  public let name: String
  /// The public key, 40 characters of Z85.
  public let key: String
  /// What it may do; at least one thing.
  public let permissions: Set<Permission>
  /// For which authorities; nil for all (`*`).
  public let authorities: Set<Authority>?
  /// The officer whose key it is, where it is one's.
  public let officer: OfficerID?
  /// The role in which its holder acts, where it has one.
  public let role: KebabWord?
  /// The first day on which it holds, in London; nil for any.
  public let from: CivilDate?
  /// The last day on which it holds; nil for any.
  public let to: CivilDate?

  /// A line by its parts.
  public init(
    name: String, key: String, permissions: Set<Permission>, authorities: Set<Authority>?, officer: OfficerID? = nil,
    role: KebabWord? = nil, from: CivilDate? = nil, to: CivilDate? = nil
  ) {
    self.name = name
    self.key = key
    self.permissions = permissions
    self.authorities = authorities
    self.officer = officer
    self.role = role
    self.from = from
    self.to = to
  }

  /// Why a line is a bad one, in words that name its member.
  public struct BadLine: Error, Equatable, Sendable, CustomStringConvertible {
    /// The words.
    public let description: String
    /// A fault in these words.
    public init(_ words: String) { description = words }
  }

  /// Reads a line.
  ///
  /// - Throws: what is wrong with it.
  public init(line: some StringProtocol) throws(BadLine) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { String($0) }
    guard words.count >= 4 else { throw BadLine("is not 'name public-key permissions authorities'") }
    guard AllowedKey.isName(words[0]) else {
      throw BadLine("'\(words[0])' is no name: 1 to 64 letters, digits, '.', '_' and '-'")
    }
    guard words[1].utf8.count == 40 else { throw BadLine("'\(words[1])' is not a public key") }
    var permissions: Set<Permission> = []
    for word in words[2].split(separator: ",", omittingEmptySubsequences: false) {
      guard let permission = Permission(rawValue: String(word)) else { throw BadLine("'\(word)' is no permission") }
      permissions.insert(permission)
    }
    var authorities: Set<Authority>?
    if words[3] != "*" {
      var named: Set<Authority> = []
      for word in words[3].split(separator: ",", omittingEmptySubsequences: false) {
        guard let authority = Authority(String(word)) else { throw BadLine("'\(word)' is no authority") }
        named.insert(authority)
      }
      authorities = named
    }
    let more = try More(words.dropFirst(4))
    self.init(
      name: words[0], key: words[1], permissions: permissions, authorities: authorities, officer: more.officer,
      role: more.role, from: more.from, to: more.to)
  }

  /// What may follow the four members that every line has, each once.
  private struct More {
    var officer: OfficerID?
    var role: KebabWord?
    var from: CivilDate?
    var to: CivilDate?

    init(_ words: ArraySlice<String>) throws(BadLine) {
      for word in words {
        if let text = word.value(of: "officer="), officer == nil {
          guard let officer = OfficerID(text) else { throw BadLine("'\(text)' is no officer") }
          self.officer = officer
        } else if let text = word.value(of: "role="), role == nil {
          guard let role = KebabWord(text) else { throw BadLine("'\(text)' is no role") }
          self.role = role
        } else if from == nil, to == nil, let dots = word.firstRange(of: "..") {
          from = try More.date(word[..<dots.lowerBound])
          to = try More.date(word[dots.upperBound...])
          guard from != nil || to != nil else { throw BadLine("'\(word)' has no date") }
          if let from, let to, to < from { throw BadLine("'\(word)' ends before it begins") }
        } else {
          throw BadLine("'\(word)' is not known here, or stands twice")
        }
      }
    }

    private static func date(_ text: Substring) throws(BadLine) -> CivilDate? {
      if text.isEmpty { return nil }
      guard let date = CivilDate(String(text)) else { throw BadLine("'\(text)' is no date") }
      return date
    }
  }

  /// Whether `text` may be a key's name.
  public static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        case _: false
        }
      }
  }

  /// The line, as ``init(line:)`` reads it.
  public var line: String {
    var words = [name, key]
    words.append(Permission.allCases.filter(permissions.contains).map(\.rawValue).joined(separator: ","))
    words.append(authorities.map { $0.sorted().map(\.text).joined(separator: ",") } ?? "*")
    if let officer { words.append("officer=\(officer.text)") }
    if let role { words.append("role=\(role.text)") }
    if from != nil || to != nil { words.append("\(from?.description ?? "")..\(to?.description ?? "")") }
    return words.joined(separator: " ")
  }

  /// Whether the key holds on a day in London.
  public func holds(on day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }
}

extension String {
  /// What follows `name`; nil where the text does not begin with it.
  fileprivate func value(of name: String) -> String? { hasPrefix(name) ? String(dropFirst(name.count)) : nil }
}
