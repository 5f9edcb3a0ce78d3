public import Contracts

/// A time in which the law let certain limits go: one that falls within it moves behind its end.
public struct Relaxation: Hashable, Sendable {
  /// The limits that it touches.
  public let limits: [Limit]
  /// The first day of the time.
  public let from: CivilDate
  /// The last day of the time.
  public let to: CivilDate
  /// How long after the last day a limit falls that fell within the time.
  public let by: Span
  /// The instrument that says so.
  public let source: String

  /// Where a limit of this kind falls that fell on this day; nil where the relaxation does not touch it or the calendar
  /// does not know.
  public func end(
    of limit: Limit, fallingOn day: CivilDate, by calendar: WorkingCalendar
  ) -> WorkingCalendar.Reckoning? {
    guard from <= day, day <= to, limits.contains(limit) else { return nil }
    return by.end(from: to, by: calendar)
  }

  /// From 24 April to 24 September 2020 no six-monthly review was owed; first and second reviews were (SI 2020/445). A
  /// limit within it falls six months after its last day.
  public static let baseline: [Relaxation] = {
    guard let from = CivilDate("2020-04-24"), let to = CivilDate("2020-09-24") else {
      preconditionFailure("the baseline's relaxation has no days")
    }
    return [Relaxation(limits: [.laterReview], from: from, to: to, by: .months(6), source: "SI 2020/445")]
  }()
}

// MARK: - As data

extension Relaxation {
  static let fields: [Field] =
    [
      .required("limits", .list(.oneOf(Limit.allCases.map(\.word)), 1...20), "the limits that are let go"),
      .required("from", .date, "the first day"),
      .required("to", .date, "the last day"),
    ] + Span.fields("by", "how long after the last day such a limit falls") + [
      .required("source", .text(1...200), "the instrument that says so")
    ]

  /// Reads a relaxation, and appends what is wrong; nil where anything is.
  init?(_ part: PolicyPart, into faults: inout [Fault]) {
    let before = faults.count
    let by = part.span("by", into: &faults)
    if by == nil { faults.append(Fault("no-span", at: part.at)) }
    let words = part.words("limits", into: &faults) ?? []
    guard let from = part.date("from"), let to = part.date("to"), let source = part.text("source") else { return nil }
    if to < from { faults.append(Fault("ends-before-it-begins", at: "\(part.at)/to")) }
    guard faults.count == before, let by else { return nil }
    limits = words.compactMap { Limit(word: $0.text) }
    self.from = from
    self.to = to
    self.by = by
    self.source = source
  }

  /// The relaxation as it travels.
  var json: JSON {
    .object([
      ("limits", .strings(limits.map(\.word))), ("from", .string(from.description)), ("to", .string(to.description)),
      Span.member("by", by), ("source", .string(source)),
    ])
  }
}
