import Contracts

// What challenges were about, by theme and team, and how long each step from challenge to remedy took.
extension Disputes {
  /// What is counted of one theme and team.
  private struct Row {
    var raised = 0
    var children: Set<ChildID> = []
    var open = 0
    var resolved = 0
    var upheld = 0
    var complaints = 0
    var aboutOfficer = 0
    var response = Days()
    var agreed = Days()
    var evidenced = Days()
    var changes: [JSON] = []

    mutating func count(_ file: DisputeFile) {
      raised += 1
      children.formUnion(file.children)
      if file.about.complaint == true { complaints += 1 }
      if file.about.aboutOfficer != nil { aboutOfficer += 1 }
      response.count(file, to: file.firstResponseOn)
      agreed.count(file, to: file.agreedOn)
      evidenced.count(file, to: file.remedy?.on)
      guard let ending = file.ending else {
        open += 1
        return
      }
      resolved += 1
      if ending.outcome.text == "upheld" { upheld += 1 }
      guard let change = ending.systemChange, changes.count < Disputes.changesLength else { return }
      changes.append(
        .object([
          ("dispute", .text(file.dispute)), ("on", .date(ending.on)), ("systemChange", .string(change)),
          ("children", .integer(file.children.count)),
        ]))
    }
  }

  /// The days from when challenges were raised to a step that was reached.
  private struct Days {
    var count = 0
    var sum = 0

    mutating func count(_ file: DisputeFile, to day: CivilDate?) {
      guard let day else { return }
      count += 1
      sum += max(0, file.raisedOn.days(until: day))
    }

    /// The mean, two decimals, half up; nil where nothing was counted.
    var mean: JSON? {
      guard count > 0 else { return nil }
      let hundredths = (sum * 200 + count) / (2 * count)
      let rest = hundredths % 100
      return .number("\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)")
    }
  }

  private struct Key: Hashable {
    let theme: KebabWord
    let team: KebabWord?

    var cursor: String { "\(theme)/\(team?.text ?? "")" }
  }

  /// The disputes raised in a period, a row for each theme and team, and the themes proposed and declared in it.
  static func themes(_ question: ThemesQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var rows: [Key: Row] = [:]
    let period = question.from...max(question.from, question.to)
    gather.forEachDispute { file in
      guard period.contains(file.raisedOn), question.from <= question.to else { return }
      rows[Key(theme: file.theme, team: file.team), default: Row()].count(file)
    }
    let sorted = rows.sorted { $0.key.cursor < $1.key.cursor }.prefix(themesLength)
    return .object([
      ("rows", .array(sorted.map { json(of: $0.key, $0.value) })),
      ("raised", .integer(rows.values.reduce(0) { $0 + $1.raised })),
      ("raisedThemes", .array(entries(gather, in: period))),
    ])
  }

  private static func json(of key: Key, _ row: Row) -> JSON {
    .object([
      ("theme", .text(key.theme)), ("team", key.team.map { .text($0) }), ("raised", .integer(row.raised)),
      ("children", .integer(row.children.count)), ("open", .integer(row.open)), ("resolved", .integer(row.resolved)),
      ("upheld", .integer(row.upheld)),
      ("complaints", .integer(row.complaints)), ("aboutOfficer", .integer(row.aboutOfficer)),
      ("answered", .integer(row.response.count)), ("firstResponseDays", row.response.mean),
      ("agreed", .integer(row.agreed.count)), ("agreedDays", row.agreed.mean),
      ("evidenced", .integer(row.evidenced.count)), ("evidencedDays", row.evidenced.mean),
      ("systemChanges", row.changes.isEmpty ? nil : .array(row.changes)),
    ])
  }

  private static func entries(_ gather: Gather<DisputesState>, in period: ClosedRange<CivilDate>) -> [JSON] {
    var found: [(cursor: String, item: JSON)] = []
    gather.forEach("theme") { stream, state in
      guard case .theme(let file) = state else { return }
      for entry in file.entries where period.contains(entry.on) {
        found.append(
          (
            "\(entry.on)/\(stream)",
            .object([
              ("theme", .text(file.theme)), ("team", file.team.map { .text($0) }), ("on", .date(entry.on)),
              ("to", .text(entry.to)), ("disputes", .strings(entry.disputes.map(\.text))),
              ("because", entry.because.map { .text($0) }),
            ])
          ))
      }
    }
    return found.sorted { $0.cursor < $1.cursor }.suffix(pageLength / 2).map(\.item)
  }

  /// Rows in one reply, and system changes in one row: at most 2,500 bytes each row.
  static let themesLength = 200
  static let changesLength = 5

  static let themesFields: [Field] = [
    .required(
      "rows",
      .list(
        .object([
          .required("theme", .word, "the theme"),
          .optional("team", .word, "the team challenged"),
          .required("raised", .integer(0...1_000_000), "disputes raised in the period"),
          .required("children", .integer(0...1_000_000), "the children that they concern"),
          .required("open", .integer(0...1_000_000), "those that are open"),
          .required("resolved", .integer(0...1_000_000), "those that ended, with whatever outcome"),
          .required("upheld", .integer(0...1_000_000), "those that were upheld"),
          .required("complaints", .integer(0...1_000_000), "complaints by children among them"),
          .required("aboutOfficer", .integer(0...1_000_000), "complaints about an officer among them"),
          .required("answered", .integer(0...1_000_000), "those that were answered"),
          .optional("firstResponseDays", .number(0...100_000), "days from raised to the first answer, on average"),
          .required("agreed", .integer(0...1_000_000), "those on which action was agreed"),
          .optional("agreedDays", .number(0...100_000), "days from raised to action agreed, on average"),
          .required("evidenced", .integer(0...1_000_000), "those whose remedy was evidenced"),
          .optional("evidencedDays", .number(0...100_000), "days from raised to evidenced, on average"),
          .optional(
            "systemChanges",
            .list(
              .object([
                .required("dispute", .identifier, "the dispute"),
                .required("on", .date, "when it ended"),
                .required("systemChange", .text(1...200), "what changes for all children"),
                .required("children", .integer(0...200), "the children that it concerned"),
              ]), 1...changesLength), "what changed for all children"),
        ]), 0...themesLength), "a row for each theme and team"),
    .required("raised", .integer(0...1_000_000), "disputes raised in the period"),
    .required(
      "raisedThemes",
      .list(
        .object([
          .required("theme", .word, "the theme"),
          .optional("team", .word, "the team challenged"),
          .required("on", .date, "when it was proposed or declared"),
          .required("to", .word, "the senior role to whom it goes"),
          .required("disputes", .list(.identifier, 0...200), "the challenges it arises from"),
          .optional(
            "because", .oneOf(["asked", "pattern"]), "why it was declared; left out of what was only proposed"),
        ]), 0...50), "the themes proposed and declared in the period, the newest at the end"),
  ]
}
