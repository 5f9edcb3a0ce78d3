/// One member of a message: its name, shape and meaning, said once.
public struct Field: Sendable {
  /// The member's name on the wire.
  public let name: String
  /// What its value may be.
  public let shape: Shape
  /// Whether it must be there.
  public let isRequired: Bool
  /// What it means, for `describe`.
  public let words: String

  /// A member by its parts.
  public init(name: String, shape: Shape, isRequired: Bool, words: String) {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.words = words
  }

  /// A member that must be there.
  public static func required(_ name: String, _ shape: Shape, _ words: String) -> Field {
    Field(name: name, shape: shape, isRequired: true, words: words)
  }

  /// A member that may be left out.
  public static func optional(_ name: String, _ shape: Shape, _ words: String) -> Field {
    Field(name: name, shape: shape, isRequired: false, words: words)
  }

  /// Appends to `faults` all that is wrong with the object `value`, which stands at the JSON pointer `at`.
  public static func check(
    _ fields: [Field], oneOf groups: [[String]] = [], _ value: JSON, at: String, into faults: inout [Fault]
  ) {
    guard let members = value.members else { return faults.append(Fault("not-an-object", at: at)) }
    for field in fields {
      if let value = members[field.name] {
        if case .null = value {
          faults.append(Fault("null", at: "\(at)/\(field.name)"))
        } else {
          // The pointer is written only where something is wrong.
          let before = faults.count
          field.shape.check(value, at: "", into: &faults)
          for index in faults.indices[before...] {
            faults[index] = Fault(faults[index].reason, at: "\(at)/\(field.name)\(faults[index].at)")
          }
        }
      } else if field.isRequired {
        faults.append(Fault("missing", at: "\(at)/\(field.name)"))
      }
    }
    guard let first = groups.first, !groups.contains(where: { $0.allSatisfy { members[$0] != nil } }) else { return }
    let begun = groups.first { $0.contains { members[$0] != nil } } ?? first
    for name in begun where members[name] == nil { faults.append(Fault("missing", at: "\(at)/\(name)")) }
  }

  /// The JSON Schema (2020-12) of an object with these fields, of which one of `groups` must be whole.
  public static func schema(_ fields: [Field], oneOf groups: [[String]] = []) -> JSON {
    let properties = fields.map { field in
      // The member's own words are its description; what the shape says of itself stands beside them.
      var schema = (field.shape.schema.members?.list ?? []).map { member in
        (name: member.name == "description" ? "$comment" : member.name, value: member.value)
      }
      schema.append(("description", .string(field.words)))
      return (name: field.name, value: JSON.object(JSON.Members(schema)))
    }
    let required = fields.filter(\.isRequired).map(\.name)
    return .object([
      ("type", .string("object")),
      ("properties", .object(JSON.Members(properties))),
      ("required", required.isEmpty ? nil : .strings(required)),
      ("anyOf", groups.isEmpty ? nil : .array(groups.map { .object([("required", .strings($0))]) })),
    ])
  }
}

/// What travels: an event's data, or the params of a command or a question, with its wire name and its fields.
///
/// The fields are the one list from which validation and the schema come; a test holds it to the Codable keys.
public protocol Message: Codable, Equatable, Sendable {
  /// The wire name: an event's type or a method's name, in kebab case.
  static var name: String { get }
  /// What it says or asks, in a sentence.
  static var words: String { get }
  /// The members, in the order of the documents.
  static var fields: [Field] { get }
  /// Groups of members of which at least one must be whole; empty where there is no choice.
  static var groups: [[String]] { get }
}

extension Message {
  /// Most messages leave no choice.
  public static var groups: [[String]] { [] }

  /// Reads the message from `value`, which stands at the JSON pointer `at`.
  ///
  /// - Throws: a refusal (-32602) that names every wrong field.
  public static func read(_ value: JSON, at: String = "") throws(Refusal) -> Self {
    var faults: [Fault] = []
    Field.check(fields, oneOf: groups, value, at: at, into: &faults)
    guard faults.isEmpty else { throw Refusal(.wrongParams, faults) }
    return try decoded(value, at: at)
  }

  /// Reads the message from a value that was validated before.
  ///
  /// - Throws: -32603 where fields and Codable keys disagree, which a test excludes.
  public static func decoded(_ value: JSON, at: String = "") throws(Refusal) -> Self {
    do {
      return try value.decode(Self.self)
    } catch {
      throw Refusal(.internal, "fields-disagree", at: at)
    }
  }

  /// The message that an event holds at hand, or else reads from its data.
  ///
  /// - Throws: a refusal (-32602) that names every wrong field.
  public static func of(_ event: Event, at: String = "/data") throws(Refusal) -> Self {
    if let message = event.message as? Self { return message }
    return try read(event.data, at: at)
  }

  /// The message as a JSON object.
  public var json: JSON { JSON(ours: line) }

  /// The message as the bytes of a JSON object.
  var line: [UInt8] {
    do {
      return try JSON.line(encoding: self)
    } catch {
      preconditionFailure("\(Self.name) cannot be written: \(error)")
    }
  }

  /// The message's JSON Schema (2020-12).
  public static var schema: JSON { Field.schema(fields, oneOf: groups) }
}
