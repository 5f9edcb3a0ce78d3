public import Contracts

extension Profile {
  /// The members of a profile as it travels: a name, the baseline it extends, and its differences.
  public static let fields: [Field] = [
    .required("name", .word, "the profile's name"),
    .optional("extends", .oneOf(["statutory"]), "the baseline from which the profile differs; always statutory"),
    .optional("local", .object(localFields), "local limits, each beside the statutory one: the limit and its unit"),
    .optional("caseload", .object(caseloadFields), "children to one full-time officer"),
    .optional("ageBands", .list(.object(AgeBand.fields), 1...30), "the bands into which ages are sorted"),
    .optional("ladder", .list(.object(Ladder.fields), 1...20), "the stages of dispute resolution, lowest first"),
  ]

  private static let caseloadFields: [Field] = [
    .required("lowest", .integer(1...500), "the fewest children"),
    .required("highest", .integer(1...500), "the most children"),
  ]

  private static let localFields: [Field] = Limit.allCases.flatMap { limit in
    Span.units.map { unit in
      .optional(limit.rawValue + unit.ending, .integer(unit.range), "\(limit.word), local")
    }
  }

  /// Reads a profile object, whole or as differences: {`name`, `extends`, `local`, `caseload`, `ageBands`, `ladder`}.
  ///
  /// - Throws: every fault, each with its JSON pointer from the object.
  public init(json: JSON) throws(PolicyFaults) {
    var faults: [Fault] = []
    PolicyFaults.check(json, Self.fields, at: "", into: &faults)
    for (part, fields) in [("local", Self.localFields), ("caseload", Self.caseloadFields)] {
      let known = Set(fields.map(\.name))
      for member in json[part]?.members?.list ?? [] where !known.contains(member.name) {
        faults.append(Fault("unknown-member", at: "/\(part)/\(PolicyText.escaped(member.name))"))
      }
    }
    let local = Self.local(json["local"], into: &faults)
    let lowest = json["caseload"]?["lowest"]?.integer ?? Self.baselineCaseload.lowerBound
    let highest = json["caseload"]?["highest"]?.integer ?? Self.baselineCaseload.upperBound
    if lowest > highest { faults.append(Fault("lowest-over-highest", at: "/caseload")) }
    // The parts below say themselves what is wrong with them, so they are only read where their shape is right.
    let ageBands = faults.isEmpty ? json["ageBands"].map { AgeBand.read($0, at: "/ageBands", into: &faults) } : nil
    let ladder = faults.isEmpty ? json["ladder"].flatMap { Ladder(json: $0, at: "/ladder", into: &faults) } : nil
    if json["name"]?.string == "statutory", json.members?.list.count != 1 {
      faults.append(Fault("name-taken", at: "/name"))
    }
    guard faults.isEmpty, let name = json["name"]?.string.flatMap({ KebabWord($0) }) else { throw PolicyFaults(faults) }
    self.init(name: name, local: local, caseload: lowest...highest, ageBands: ageBands, ladder: ladder)
  }

  /// Reads a profile from the bytes of a file.
  ///
  /// - Throws: every fault, each with its JSON pointer and its line.
  public init(file bytes: [UInt8]) throws(PolicyFaults) {
    let text = try PolicyText(bytes)
    do {
      try self.init(json: text.json)
    } catch {
      throw text.located(error)
    }
  }

  private static func local(_ json: JSON?, into faults: inout [Fault]) -> [Limit: Span] {
    var local: [Limit: Span] = [:]
    for limit in Limit.allCases {
      for unit in Span.units {
        let name = limit.rawValue + unit.ending
        guard let count = json?[name]?.integer else { continue }
        if local[limit] != nil { faults.append(Fault("two-units", at: "/local/\(name)")) }
        local[limit] = unit.span(count)
      }
    }
    return local
  }

  /// The profile as it travels: everything that differs from the baseline, in one order.
  public var json: JSON {
    let limits = Limit.allCases.compactMap { limit in
      local[limit].map { (limit.rawValue + $0.ending, JSON?.some(.integer($0.count))) }
    }
    let guide: JSON = .object([
      ("lowest", .integer(caseload.lowerBound)), ("highest", .integer(caseload.upperBound)),
    ])
    return .object([
      ("name", .string(name.text)), ("extends", self == .statutory ? nil : .string("statutory")),
      ("local", limits.isEmpty ? nil : .object(limits)),
      ("caseload", caseload == Self.baselineCaseload ? nil : guide),
      ("ageBands", ageBands.map { .array($0.map(\.json)) }), ("ladder", ladder?.json),
    ])
  }
}

extension Profile: Codable {
  /// Reads the profile's object from a JSON tree; throws `DecodingError.dataCorrupted` where it is faulty.
  public init(from decoder: any Decoder) throws {
    let json = try JSON(from: decoder)
    do {
      try self.init(json: json)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }

  /// Writes the profile's object into a JSON tree; other encoders are refused by `JSON` itself.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}
