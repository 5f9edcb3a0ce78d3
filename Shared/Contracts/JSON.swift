/// A JSON value as it was read: members keep their order, numbers their text, objects the place where they stood.
public enum JSON: Sendable {
  case null
  case boolean(Bool)
  /// A number in the text it was written with, such as `13.70`.
  case number(String)
  case string(String)
  case array([JSON])
  case object(Members)

  /// The members of an object, in order, none named twice.
  public struct Members: Sendable {
    /// Name and value of each member, in the order in which they stood.
    public var list: [(name: String, value: JSON)]
    /// Where the object stood in the bytes it was read from (empty where it was made here).
    public var range: Range<Int>

    /// The members in `list`, read from `range`.
    public init(_ list: [(name: String, value: JSON)], range: Range<Int> = 0..<0) {
      self.list = list
      self.range = range
    }

    /// The value of the member called `name`, if there is one.
    public subscript(name: String) -> JSON? {
      let length = name.utf8.count
      for member in list where member.name.utf8.count == length && member.name == name { return member.value }
      return nil
    }
  }

  /// An object made of `members`, leaving out those without a value.
  public static func object(_ members: [(String, JSON?)]) -> JSON {
    var list: [(name: String, value: JSON)] = []
    list.reserveCapacity(members.count)
    for (name, value) in members {
      if let value { list.append((name, value)) }
    }
    return .object(Members(list))
  }

  /// A whole number.
  public static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// An array of strings.
  public static func strings(_ values: some Swift.Sequence<String>) -> JSON { .array(values.map { .string($0) }) }

  /// The member called `name` of an object; nil for anything else.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The members of an object; nil for anything else.
  public var members: Members? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The text of a string; nil for anything else.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The elements of an array; nil for anything else.
  public var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The value of a boolean; nil for anything else.
  public var boolean: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }

  /// The value of a number that is whole and fits; nil for anything else (`2.0` and `2e0` are whole).
  public var integer: Int? {
    guard case .number(let text) = self else { return nil }
    if let value = Int(text) { return value }
    guard let value = Double(text), value.magnitude < 9_007_199_254_740_992, value == value.rounded() else {
      return nil
    }
    return Int(value)
  }

  /// The value of a number; nil for anything else.
  public var double: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// The object with more members behind its own; those without a value are left out.
  public func with(_ more: [(String, JSON?)]) -> JSON {
    guard case .object(var members) = self else { return self }
    for case (let name, let value?) in more { members.list.append((name, value)) }
    return .object(members)
  }

  /// The object without its member called `name`.
  public func without(_ name: String) -> JSON {
    guard case .object(var members) = self, members[name] != nil else { return self }
    members.list.removeAll { $0.name == name }
    return .object(members)
  }
}

extension JSON: Equatable {
  /// Whether two values are equal as JSON values: members in any order, `1` equals `1.0`.
  public static func == (left: JSON, right: JSON) -> Bool { left.canonical == right.canonical }
}
