extension Field {
  /// The object `value` with what `seal` makes of each text that stands where one of `fields`, or a field within them,
  /// is sealed.
  public static func sealing(_ fields: [Field], _ value: JSON, _ seal: (String) -> JSON) -> JSON {
    guard case .object(var members) = value else { return value }
    for index in members.list.indices {
      guard let field = fields.first(where: { $0.name == members.list[index].name }) else { continue }
      members.list[index].value = field.shape.sealing(members.list[index].value, seal)
    }
    return .object(members)
  }

  /// The names of the sealed members among `fields` and within them.
  public static func sealedNames(_ fields: [Field]) -> Set<String> {
    fields.reduce(into: []) { names, field in
      names.formUnion(field.shape.sealedNames)
      if field.shape.isSealed { names.insert(field.name) }
    }
  }
}

extension Shape {
  fileprivate func sealing(_ value: JSON, _ seal: (String) -> JSON) -> JSON {
    switch self {
    case .sealed: return value.string.map(seal) ?? value
    case .list(let shape, _): return value.array.map { .array($0.map { shape.sealing($0, seal) }) } ?? value
    case .object(let fields): return Field.sealing(fields, value, seal)
    case .either(let shapes): return shapes.first { $0.allows(value) }?.sealing(value, seal) ?? value
    case .text, .hash, .identifier, .review, .authority, .word, .oneOf, .code, .date, .time, .sequence, .integer,
      .number,
      .boolean, .anyObject, .any:
      return value
    }
  }

  private func allows(_ value: JSON) -> Bool {
    var faults: [Fault] = []
    check(value, at: "", into: &faults)
    return faults.isEmpty
  }

  /// Whether a value of the shape is sealed text, or a list of it, or may be.
  fileprivate var isSealed: Bool {
    switch self {
    case .sealed: true
    case .list(let shape, _): shape.isSealed
    case .either(let shapes): shapes.contains(where: \.isSealed)
    case .text, .hash, .identifier, .review, .authority, .word, .oneOf, .code, .date, .time, .sequence, .integer,
      .number,
      .boolean, .object, .anyObject, .any:
      false
    }
  }

  /// The names of the sealed members within the shape.
  fileprivate var sealedNames: Set<String> {
    switch self {
    case .object(let fields): Field.sealedNames(fields)
    case .list(let shape, _): shape.sealedNames
    case .either(let shapes): shapes.reduce(into: []) { $0.formUnion($1.sealedNames) }
    case .text, .sealed, .hash, .identifier, .review, .authority, .word, .oneOf, .code, .date, .time, .sequence,
      .integer,
      .number, .boolean, .anyObject, .any:
      []
    }
  }
}
