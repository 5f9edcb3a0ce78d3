public import Contracts

/// A question about what is on record of single children, rather than a figure or a table.
public enum OnRecord: Sendable {
  case population(Asked.Period)
  case lateness(Asked.Period, after: Int)
  case child(ChildID, Asked.Period, after: Int)
  case discrepancies(Asked.Period, after: Int)

  /// The most items of one answer; the rest is asked for with its `next`.
  static let most = 500

  /// Reads a question; nil where it is another.
  ///
  /// - Throws: -32602 naming every wrong param.
  init?(_ ask: Ask) throws(Refusal) {
    switch ask.method {
    case PopulationQuestion.name:
      let question = try PopulationQuestion.read(ask.params)
      guard let on = question.on ?? question.to else { throw Refusal(.wrongParams, "missing", at: "/on") }
      let from = question.from ?? on.adding(months: -12).adding(days: 1)
      let period = Asked.Period(question.authority, from, on, question.knownOn)
      let faults = question.to.map { $0 == on } ?? true ? [] : [Fault("on-and-to-differ", at: "/to")]
      self = .population(try period.checked(faults))
    case LatenessQuestion.name:
      let question = try LatenessQuestion.read(ask.params)
      let period = Asked.Period(question.authority, question.from, question.to, question.knownOn)
      let after = OnRecord.after(question.after)
      self = .lateness(try period.checked(after.faults), after: after.count)
    case ChildQuestion.name:
      let question = try ChildQuestion.read(ask.params)
      let period = Asked.Period(
        question.authority, question.from ?? OnRecord.always.from, question.to ?? OnRecord.always.to, question.knownOn)
      let after = OnRecord.after(question.after)
      self = .child(question.child, try period.checked(after.faults), after: after.count)
    case DiscrepanciesQuestion.name:
      let question = try DiscrepanciesQuestion.read(ask.params)
      let period = Asked.Period(question.authority, question.from, question.to, question.knownOn)
      let after = OnRecord.after(question.after)
      self = .discrepancies(try period.checked(after.faults), after: after.count)
    case _: return nil
    }
  }

  /// The first and the last day of all that may be told.
  private static let always = (from: CivilDate(daysSince1970: -25_567), to: CivilDate(daysSince1970: 84_006))

  /// The cursor of a question: how many items were answered before.
  private static func after(_ text: String?) -> (count: Int, faults: [Fault]) {
    guard let text else { return (0, []) }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.count < 10, let count = Int(text) else {
      return (0, [Fault("not-a-cursor", at: "/after")])
    }
    return (count, [])
  }

  /// The period asked about.
  public var period: Asked.Period {
    switch self {
    case .population(let period), .lateness(let period, _), .child(_, let period, _), .discrepancies(let period, _):
      period
    }
  }

  /// What of the facts the question needs.
  var sources: Sources {
    switch self {
    case .population: Table.population.reduce(into: Sources.care) { $0.formUnion($1.sources) }
    case .lateness: [.care, .allocations, .notices, .reviews, .courses]
    case .child: []
    case .discrepancies: [.care, .reviews, .courses, .challenges, .voice, .protection]
    }
  }

  /// The child whose timeline is asked for; nil for other questions.
  public var timeline: ChildID? {
    switch self {
    case .child(let child, _, _): child
    case .population, .lateness, .discrepancies: nil
    }
  }

  /// One page of `items` after the first `after`, and the cursor of the next.
  static func page(_ items: [JSON], after: Int) -> [(String, JSON?)] {
    let page = items.dropFirst(after).prefix(most)
    let next = after + page.count
    return [
      ("items", .array(Array(page))), ("count", .integer(items.count)),
      ("next", next < items.count ? .string(String(next)) : nil),
    ]
  }
}

extension Table {
  /// The tables that together say who was in care on a day.
  static let population: [Table] =
    careTables.filter { ["in-care-by-age", "in-care-by-sex", "in-care-by-ethnicity"].contains($0.name) }
    + populationTables + placementTables.filter { !$0.name.contains("at-entry") }
}

// MARK: - One child

extension Facts {
  /// What all services told of a child within the period, in order of day.
  func timeline(of child: ChildID) -> [Happening] {
    func concerns(_ one: Happening) -> Bool {
      one.child == child.text
        || (one.data["children"]?.array ?? []).contains { ($0.string ?? $0["child"]?.string) == child.text }
    }
    let disputes = Set(told.filter { $0.type == "dispute-raised" && concerns($0) }.compactMap { $0["dispute"] })
    func isAbout(_ one: Happening) -> Bool {
      concerns(one) || one["dispute"].map(disputes.contains) ?? false
        || (one.data["disputes"]?.array ?? []).contains { $0.string.map(disputes.contains) ?? false }
    }
    return told.filter { holds($0.day) && isAbout($0) }
      .sorted {
        ($0.day, $0.known, $0.service.rawValue, $0.sequence) < ($1.day, $1.known, $1.service.rawValue, $1.sequence)
      }
  }
}

extension Happening {
  /// Where it came from, and what it says where `data` is wanted.
  func json(_ more: [(String, JSON?)] = []) -> JSON {
    .object(
      [
        ("on", .string(day.description)), ("type", .string(type)), ("service", .string(service.rawValue)),
        ("sequence", .string(sequence.text)), ("receivedOn", .string(known.londonDate.description)),
        ("recordedOn", recorded.map { .string($0.londonDate.description) }), ("source", .string(source)),
        ("id", .string(id)),
      ] + more)
  }
}
