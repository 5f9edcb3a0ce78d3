import Contracts

/// A part of a profile whose shape is right already: its members as what they mean.
struct PolicyPart {
  let json: JSON
  /// The JSON pointer at which the part stands.
  let at: String

  func integer(_ name: String) -> Int? { json[name]?.integer }

  func text(_ name: String) -> String? { json[name]?.string }

  func word(_ name: String) -> KebabWord? { text(name).flatMap { KebabWord($0) } }

  func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate($0) } }

  /// One of an enum's words.
  func one<Word: RawRepresentable<String>>(_ name: String, of: Word.Type) -> Word? {
    text(name).flatMap { Word(rawValue: $0) }
  }

  /// A list of an enum's words or codes, none twice; nil where the member is left out.
  func list<Word: RawRepresentable<String> & Hashable>(
    _ name: String, of: Word.Type, into faults: inout [Fault]
  ) -> [Word]? {
    guard let values = json[name]?.array else { return nil }
    return unique(values.map { $0.string.flatMap { Word(rawValue: $0) } }, name, into: &faults)
  }

  /// A list of words, none twice; nil where the member is left out.
  func words(_ name: String, into faults: inout [Fault]) -> [KebabWord]? {
    guard let values = json[name]?.array else { return nil }
    return unique(values.map { $0.string.flatMap { KebabWord($0) } }, name, into: &faults)
  }

  private func unique<Value: Hashable>(
    _ values: [Value?], _ name: String, into faults: inout [Fault]
  ) -> [Value] {
    var seen: Set<Value> = []
    for (index, value) in values.enumerated() {
      guard let value, !seen.insert(value).inserted else { continue }
      faults.append(Fault("named-twice", at: "\(at)/\(name)/\(index)"))
    }
    return values.compactMap(\.self)
  }

  /// A length of time whose unit stands at the end of the member's name.
  func span(_ prefix: String, into faults: inout [Fault]) -> Span? {
    Span.read(prefix, in: json, at: at, into: &faults)
  }

  /// The parts of a list, each read by itself and told what is wrong with it; those that are whole, in order.
  static func list<Part>(
    _ json: JSON?, at: String, fields: [Field], into faults: inout [Fault],
    read: (PolicyPart, inout [Fault]) -> Part?
  ) -> [Part] {
    var parts: [Part] = []
    for (index, value) in (json?.array ?? []).enumerated() {
      let before = faults.count
      let at = "\(at)/\(index)"
      PolicyFaults.check(value, fields, at: at, into: &faults)
      guard faults.count == before, let part = read(PolicyPart(json: value, at: at), &faults) else { continue }
      parts.append(part)
    }
    return parts
  }

  /// Appends a fault for every name of a list that stood in it before.
  static func checkNames(_ json: JSON?, at: String, into faults: inout [Fault]) {
    var seen: Set<String> = []
    for (index, value) in (json?.array ?? []).enumerated() {
      guard let name = value["name"]?.string, !seen.insert(name).inserted else { continue }
      faults.append(Fault("named-twice", at: "\(at)/\(index)/name"))
    }
  }
}

extension KebabWord {
  /// A word of our own code.
  init(fixed text: String) {
    guard let word = KebabWord(text) else { preconditionFailure("\(text) is no kebab word") }
    self = word
  }
}

extension JSON {
  /// The raw words of an enum's cases.
  static func words<Word: RawRepresentable<String>>(_ values: [Word]) -> JSON { .strings(values.map(\.rawValue)) }
}
