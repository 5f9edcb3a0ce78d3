/// What a value on the wire may be: one declaration from which validation and JSON Schema both come.
public indirect enum Shape: Sendable {
  /// Text of so many bytes of UTF-8.
  case text(ClosedRange<Int>)
  /// 1–36 letters, digits and `-`.
  case identifier
  /// An id that a service assigns, such as a review's: 1–64 letters, digits and `-`.
  case review
  /// A local authority: `[a-z0-9]{2,32}`.
  case authority
  /// A kebab-case word.
  case word
  /// One of the kebab-case words listed.
  case oneOf([String])
  /// A code of one of the code sets; only those listed, where a list is given.
  case code(any CodeSet.Type)
  /// A civil date, `YYYY-MM-DD`.
  case date
  /// A time, RFC 3339 in UTC with `Z`.
  case time
  /// A sequence: 1 to 19 digits.
  case sequence
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// Text of so many bytes of UTF-8 that is kept apart and never told: a command brings the text, which the loop keeps
  /// beside the journal, and the rules see its hash.
  case sealed(ClosedRange<Int>)
  /// SHA-256 in hex: 64 digits, lower case.
  case hash
  /// A number.
  case number(ClosedRange<Double>)
  /// True or false.
  case boolean
  /// A list of so many values of one shape.
  case list(Shape, ClosedRange<Int>)
  /// An object with the fields listed; others are ignored.
  case object([Field])
  /// An object whose members are not told here.
  case anyObject
  /// Either of the shapes.
  case either([Shape])
  /// Any value.
  case any

  /// Appends to `faults` all that is wrong with `value`, which stands at the JSON pointer `at`.
  public func check(_ value: JSON, at: String, into faults: inout [Fault]) {
    switch self {
    case .text(let length): checkText(value, at, &faults) { length.contains($0.utf8.count) ? nil : "wrong-length" }
    case .sealed(let length):
      // Or the hash that stands in its place.
      checkText(value, at, &faults) {
        length.contains($0.utf8.count) || Letters.isHash($0) ? nil : "wrong-length"
      }
    case .hash: checkText(value, at, &faults) { Letters.isHash($0) ? nil : "not-a-hash" }
    case .identifier: checkText(value, at, &faults) { Letters.isIdentifier($0) ? nil : "not-an-identifier" }
    case .review: checkText(value, at, &faults) { Letters.isAssigned($0) ? nil : "not-an-identifier" }
    case .authority: checkText(value, at, &faults) { Letters.isAuthority($0) ? nil : "not-an-authority" }
    case .word: checkText(value, at, &faults) { Letters.isKebab($0) ? nil : "not-a-word" }
    case .oneOf(let words):
      checkText(value, at, &faults) { text in
        words.contains { $0.utf8.elementsEqual(text.utf8) } ? nil : "unknown-word"
      }
    case .code(let set): checkText(value, at, &faults) { set.has($0) ? nil : "unknown-code" }
    case .date: checkText(value, at, &faults) { CivilDate($0) != nil ? nil : "no-such-date" }
    case .time: checkText(value, at, &faults) { Timestamp($0) != nil ? nil : "no-such-time" }
    case .sequence: checkText(value, at, &faults) { Sequence($0) != nil ? nil : "not-a-sequence" }
    case .integer(let range):
      guard case .number = value else { return faults.append(Fault("not-a-number", at: at)) }
      guard let number = value.integer else { return faults.append(Fault("not-a-whole-number", at: at)) }
      if !range.contains(number) { faults.append(Fault("out-of-range", at: at)) }
    case .number(let range):
      guard let number = value.double else { return faults.append(Fault("not-a-number", at: at)) }
      if !range.contains(number) { faults.append(Fault("out-of-range", at: at)) }
    case .boolean:
      if value.boolean == nil { faults.append(Fault("not-a-boolean", at: at)) }
    case .list(let shape, let length):
      guard let elements = value.array else { return faults.append(Fault("not-a-list", at: at)) }
      if !length.contains(elements.count) { faults.append(Fault("wrong-length", at: at)) }
      for (index, element) in elements.enumerated() { shape.check(element, at: "\(at)/\(index)", into: &faults) }
    case .object(let fields): Field.check(fields, value, at: at, into: &faults)
    case .anyObject:
      if value.members == nil { faults.append(Fault("not-an-object", at: at)) }
    case .either(let shapes): checkEither(shapes, value, at, &faults)
    case .any: break
    }
  }

  private func checkText(_ value: JSON, _ at: String, _ faults: inout [Fault], _ reason: (String) -> String?) {
    guard let text = value.string else { return faults.append(Fault("not-a-string", at: at)) }
    if let reason = reason(text) { faults.append(Fault(reason, at: at)) }
  }

  private func checkEither(_ shapes: [Shape], _ value: JSON, _ at: String, _ faults: inout [Fault]) {
    var fewest: [Fault]?
    for shape in shapes {
      var found: [Fault] = []
      shape.check(value, at: at, into: &found)
      if found.isEmpty { return }
      if fewest.map({ found.count < $0.count }) ?? true { fewest = found }
    }
    faults.append(contentsOf: fewest ?? [])
  }
}

extension CodeSet {
  /// Whether `text` is a code of the set, in any year.
  static func has(_ text: String) -> Bool {
    // Letter by letter: Swift takes the Kelvin sign for a K.
    Self(rawValue: text)?.rawValue.utf8.elementsEqual(text.utf8) ?? false
  }
}

extension Shape {
  /// The shape as JSON Schema (2020-12).
  public var schema: JSON {
    switch self {
    case .text(let length):
      Shape.schema(
        "string", ("minLength", .integer(min(length.lowerBound, 1))), ("maxLength", .integer(length.upperBound)))
    case .sealed(let length):
      Shape.schema(
        "string", ("minLength", .integer(min(length.lowerBound, 1))), ("maxLength", .integer(length.upperBound)),
        ("$comment", .string("kept apart and never told: an event holds its SHA-256")))
    case .hash: Shape.pattern("^[0-9a-f]{64}$")
    case .identifier: Shape.pattern("^[A-Za-z0-9-]{1,36}$")
    case .review: Shape.pattern("^[A-Za-z0-9-]{1,64}$")
    case .authority: Shape.pattern("^[a-z0-9]{2,32}$")
    case .word: Shape.schema("string", ("pattern", .string("^[a-z0-9]+(-[a-z0-9]+)*$")), ("maxLength", .integer(64)))
    case .oneOf(let words): Shape.schema("string", ("enum", .strings(words)))
    case .code(let set):
      Shape.schema(
        "string", ("enum", .strings(set.codes)),
        ("$comment", .string("the code set \(set.setName): ask describe for it")))
    case .date: Shape.schema("string", ("format", .string("date")), ("pattern", .string("^\\d{4}-\\d{2}-\\d{2}$")))
    case .time: Shape.schema("string", ("format", .string("date-time")), ("pattern", .string("Z$")))
    case .sequence: Shape.pattern("^[0-9]{1,19}$")
    case .integer(let range):
      Shape.schema("integer", ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)))
    case .number(let range):
      Shape.schema(
        "number", ("minimum", .number("\(range.lowerBound)")), ("maximum", .number("\(range.upperBound)")))
    case .boolean: Shape.schema("boolean")
    case .list(let shape, let length):
      Shape.schema(
        "array", ("items", shape.schema), ("minItems", .integer(length.lowerBound)),
        ("maxItems", .integer(length.upperBound)))
    case .object(let fields): Field.schema(fields)
    case .anyObject: Shape.schema("object")
    case .either(let shapes): .object([("anyOf", .array(shapes.map(\.schema)))])
    case .any: .object([])
    }
  }

  private static func pattern(_ pattern: String) -> JSON { schema("string", ("pattern", .string(pattern))) }

  private static func schema(_ type: String, _ members: (String, JSON)...) -> JSON {
    .object([("type", .string(type))] + members)
  }
}

extension CodeSet {
  /// The codes of the set, in its own order.
  public static var codes: [String] { allCases.map(\.rawValue) }
}
