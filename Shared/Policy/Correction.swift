import Contracts

/// A baseline number that an authority has put right, and the text that it relies on.
public struct Correction: Hashable, Sendable {
  /// The number in place of the baseline's.
  public let span: Span
  /// Regulation and paragraph, or the guidance, that says so.
  public let source: String
}

// MARK: - As data

extension Correction {
  static let fields: [Field] =
    [
      .required(
        "limit", .oneOf(Limit.allCases.filter(\.isFromMemory).map(\.word)),
        "a limit whose baseline number no text confirmed")
    ] + Span.fields("within", "the number in place of the baseline's") + [
      .required("source", .text(1...200), "regulation and paragraph, or the guidance, that says so")
    ]

  /// Reads a list of corrections that stands at a pointer, and appends what is wrong.
  static func read(_ json: JSON?, at: String, into faults: inout [Fault]) -> [Limit: Correction] {
    var corrections: [Limit: Correction] = [:]
    _ = PolicyPart.list(json, at: at, fields: fields, into: &faults) { part, faults -> Limit? in
      guard let limit = part.text("limit").flatMap(Limit.init(word:)), let source = part.text("source") else {
        return nil
      }
      guard let span = part.span("within", into: &faults) else {
        faults.append(Fault("no-span", at: part.at))
        return nil
      }
      if corrections[limit] != nil { faults.append(Fault("named-twice", at: "\(part.at)/limit")) }
      corrections[limit] = Correction(span: span, source: source)
      return limit
    }
    return corrections
  }

  /// The correction of a limit as it travels.
  func json(of limit: Limit) -> JSON {
    .object([("limit", .string(limit.word)), Span.member("within", span), ("source", .string(source))])
  }
}
