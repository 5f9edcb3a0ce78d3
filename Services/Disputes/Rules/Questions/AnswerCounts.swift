import Contracts

// How many challenges there were, by what they are sorted by.
extension Disputes {
  /// What is counted under one heading.
  private struct Tally {
    var disputes = 0
    var children: Set<ChildID> = []
    var open = 0
    var upheld = 0
    var escalated = 0
    var cafcass = 0

    mutating func count(_ file: DisputeFile) {
      disputes += 1
      children.formUnion(file.children)
      if file.ending == nil { open += 1 }
      if file.ending?.outcome.text == "upheld" { upheld += 1 }
      if file.steps.count > 1 { escalated += 1 }
      if !file.cafcassReferrals.isEmpty { cafcass += 1 }
    }
  }

  /// The challenges raised in a period, a row for each combination of what they are sorted by, in order of its words.
  /// What says nothing of itself has no word there.
  static func counts(_ question: DisputeCountsQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var by: [DisputeCountsQuestion.Dimension] = []
    for dimension in question.by where !by.contains(dimension) { by.append(dimension) }
    var tallies: [[String]: Tally] = [:]
    var all = Tally()
    gather.forEachDispute { file in
      guard question.from <= file.raisedOn, file.raisedOn <= question.to else { return }
      all.count(file)
      let headings = by.reduce([[]] as [[String]]) { headings, dimension in
        let words = words(of: dimension, file)
        return headings.flatMap { heading in (words.isEmpty ? [""] : words).map { heading + [$0] } }
      }
      for heading in Set(headings) { tallies[heading, default: Tally()].count(file) }
    }
    let items = tallies.map { heading, tally in
      (heading.joined(separator: "/"), json(by, heading, tally, of: all.disputes))
    }
    return page(
      items, after: question.after, length: longPageLength,
      beside: [("disputes", .integer(all.disputes)), ("children", .integer(all.children.count))])
  }

  private static func words(of dimension: DisputeCountsQuestion.Dimension, _ file: DisputeFile) -> [String] {
    let words: [String?] =
      switch dimension {
      case .kind: [file.kind.text]
      case .problem: [file.about.problem?.text]
      case .issue: file.about.issues?.map(\.text) ?? []
      case .theme: [file.theme.text]
      case .team: [file.team?.text]
      case .cause: [file.about.cause?.text]
      case .startedAt: [file.steps.first?.stage.text]
      case .stage: [file.ending?.stage?.text ?? file.step.stage.text]
      case .outcome: [file.ending?.outcome.text]
      case .officer: [file.officer?.text]
      case .child: file.children.map(\.text)
      case .month: [file.raisedOn.yearMonth]
      case .halfYear: [file.raisedOn.halfYear]
      }
    return words.compactMap(\.self)
  }

  private static func json(
    _ by: [DisputeCountsQuestion.Dimension], _ heading: [String], _ tally: Tally, of all: Int
  ) -> JSON {
    .object(
      zip(by, heading).map { dimension, word in (dimension.member, word.isEmpty ? nil : .string(word)) } + [
        ("disputes", .integer(tally.disputes)), ("children", .integer(tally.children.count)),
        ("open", .integer(tally.open)), ("ended", .integer(tally.disputes - tally.open)),
        ("upheld", .integer(tally.upheld)), ("escalated", .integer(tally.escalated)),
        ("cafcass", .integer(tally.cafcass)), ("share", Percent.of(tally.disputes, in: all)),
      ])
  }

  static let countsFields =
    pageFields(
      DisputeCountsQuestion.Dimension.allCases.map { dimension in
        .optional(dimension.member, .text(1...64), "what the row is of, where it is sorted by \(dimension.rawValue)")
      } + [
        .required("disputes", .integer(0...1_000_000), "challenges"),
        .required("children", .integer(0...1_000_000), "the children they concern, each once"),
        .required("open", .integer(0...1_000_000), "those that are open"),
        .required("ended", .integer(0...1_000_000), "those that ended, with whatever outcome"),
        .required("upheld", .integer(0...1_000_000), "those that were upheld"),
        .required("escalated", .integer(0...1_000_000), "those that went beyond where they were raised"),
        .required("cafcass", .integer(0...1_000_000), "those that were referred to Cafcass"),
        .optional("share", .number(0...100), "per cent of all challenges raised in the period"),
      ], "a row for each heading, in order of its words", length: longPageLength) + [
      .required("disputes", .integer(0...1_000_000), "challenges raised in the period, each once"),
      .required("children", .integer(0...1_000_000), "the children they concern, each once"),
    ]
}

extension DisputeCountsQuestion.Dimension {
  /// The member of a row in which its word stands.
  fileprivate var member: String {
    switch self {
    case .kind, .problem, .issue, .theme, .team, .cause, .stage, .outcome, .officer, .child, .month: rawValue
    case .startedAt: "startedAt"
    case .halfYear: "halfYear"
    }
  }
}

extension CivilDate {
  /// The first month of the half of a year from April in which the day lies, as `YYYY-MM`.
  fileprivate var halfYear: String {
    if month >= 10 { return "\(yearMonth.prefix(4))-10" }
    return month >= 4 ? "\(yearMonth.prefix(4))-04" : "\(adding(months: -3).yearMonth.prefix(4))-10"
  }
}

/// Parts of a hundred, from unrounded counts.
enum Percent {
  /// Two decimals, half up; nil of nothing.
  static func of(_ part: Int, in whole: Int) -> JSON? {
    guard whole > 0 else { return nil }
    let hundredths = (part * 20_000 + whole) / (2 * whole)
    let rest = hundredths % 100
    return .number("\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)")
  }
}
